import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ProfileData } from '../../model/profile-data';
import { inputFiles } from '../../reading/input-files';
import { readManifests } from '../../reading/read';
import type { AppProject } from '../app/app-project';
import { runApp } from '../app/app-run';
import { ownPackage } from '../own-package';
import type { Environment, Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** What one synthesis gave. */
export interface ProfileRun {
  readonly manifests: ManifestSet;
  /** The profiles that the app chose, by shop; none where it has no shop. */
  readonly profiles: Readonly<Record<string, ProfileData>>;
}

/** Settings to put in the place of those that the app chooses, by shop; null takes one away. */
export type ShopSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Synthesizes an app for a profile, with some settings in the place of those that it chooses. */
export interface Synthesizer {
  /** Throws what the app says where it refuses. */
  readonly run: (profile: string, settings?: ShopSettings) => Promise<ProfileRun>;
}

/** Begins before the app in every process of Node that its command starts. */
const PRELOAD = join('preload', 'profile-experiment.js');

/** Synthesizes an app into folders of its own below another, each time by other settings; dist/ is not touched. */
export class ProfileRuns implements Synthesizer {
  private count = 0;

  constructor(
    private readonly project: AppProject,
    /** Environment variable by which the app chooses its profile. */
    private readonly variable: string,
    private readonly scratch: string,
    private readonly terminal: Terminal,
  ) {}

  public async run(profile: string, settings: ShopSettings = {}): Promise<ProfileRun> {
    this.count += 1;
    const folder = join(this.scratch, `${this.count}`);
    const [outdir, experiment] = [join(folder, 'dist'), join(folder, 'experiment.json')];
    mkdirSync(outdir, { recursive: true });
    writeFileSync(experiment, JSON.stringify({ settings }));
    const environment = { [this.variable]: profile, CDK8S_SHOP_EXPERIMENT: experiment, NODE_OPTIONS: this.nodeOptions() };
    await runApp(this.project, outdir, this.terminal, { environment, profile });
    const profiles = `${experiment}.profiles`;
    return { manifests: manifestsIn(outdir, profile), profiles: existsSync(profiles) ? JSON.parse(readFileSync(profiles, 'utf8')) : {} };
  }

  private nodeOptions(): string {
    const environment: Environment = this.terminal.environment ?? {};
    return `--require ${JSON.stringify(join(ownPackage().folder, PRELOAD))} ${environment.NODE_OPTIONS ?? ''}`.trim();
  }
}

function manifestsIn(outdir: string, profile: string): ManifestSet {
  if (readdirSync(outdir).length > 0) return readManifests(inputFiles([outdir])).manifests;
  throw new UsageError(
    `the app wrote no manifests for ${profile} into the folder that CDK8S_OUTDIR names: does it choose an outdir itself?`,
  );
}
