import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AnyManifest } from './synthesis';

/** What a script left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Directories of a container that stand in the sandbox instead. */
const ROOTS = /(?<![\w./])\/(tmp|run|etc|var|backup|data)\//g;

/**
 * A container's file system in a folder, with stubs in the place of the programs that need a network: the scripts that
 * we emit run in it as they are, but for the absolute paths of their directories.
 */
export class ShellSandbox {
  private readonly folder = mkdtempSync(join(tmpdir(), 'shell-sandbox-'));

  constructor() {
    mkdirSync(join(this.folder, 'bin'));
    mkdirSync(join(this.folder, 'tmp'));
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes a file, with its directories; optionally as old as so many seconds. */
  public write(path: string, content: string, ageSeconds = 0): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const then = Date.now() / 1000 - ageSeconds;
    utimesSync(file, then, then);
  }

  public makeDirectory(path: string): void {
    mkdirSync(join(this.folder, path), { recursive: true });
  }

  /** A program that does what the lines of shell say. */
  public stub(program: string, ...lines: string[]): void {
    const file = join(this.folder, 'bin', program);
    writeFileSync(file, ['#!/bin/sh', ...lines.map((l) => this.inside(l)), ''].join('\n'));
    chmodSync(file, 0o755);
  }

  public read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  public has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  public list(path: string): string[] {
    return readdirSync(join(this.folder, path)).sort();
  }

  /** Permission bits of a file. */
  public mode(path: string): number {
    return statSync(join(this.folder, path)).mode & 0o777;
  }

  /** Runs the command of a container, with its literal environment. */
  public run({ command, env = [] }: AnyManifest): Run {
    const own = env.filter((v: AnyManifest) => v.value !== undefined).map((v: AnyManifest) => [v.name, this.inside(v.value)]);
    const [program, ...args] = command.map((part: string) => this.inside(part));
    const { status, stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env: { PATH: `${this.folder}/bin:/usr/bin:/bin`, ...Object.fromEntries(own) },
    });
    return { status, stdout: this.outside(stdout), stderr: this.outside(stderr) };
  }

  private inside(text: string): string {
    return text.replace(ROOTS, `${this.folder}/$1/`);
  }

  private outside(text: string): string {
    return text.split(this.folder).join('');
  }
}
