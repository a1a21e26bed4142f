import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { EFFECT_KINDS } from '../../lib/review/effect';
import { KIND_TEXTS } from '../../lib/review/reports/kind-texts';
import { fileIn, runIn } from '../support/command-run';
import { compileFaults, programsIn } from './guide-programs';

// They run programs, on a machine that may be busy.
jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'docs/guides/review.md'), 'utf8');

/** A block of YAML by the file that its first line names. */
const yamlOf = (file: string) =>
  parse(new RegExp(`\`\`\`yaml\n# ${file.replaceAll('.', '\\.')}[^\n]*\n([\\s\\S]*?)\`\`\``).exec(GUIDE)?.[1] ?? '');
const WORKFLOW = yamlOf('.github/workflows/review.yml');
const PIPELINE = yamlOf('.gitlab-ci.yml');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-review-guide-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what it says of the command', () => {
  test('every kind of effect is in its table, as reports explain it', () => {
    const rows = [...GUIDE.matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map(([, kind, meaning]) => [kind, meaning]);
    expect(rows).toEqual(EFFECT_KINDS.map((kind) => [kind, KIND_TEXTS[kind].meaning]));
  });

  test('every option of its lines is known', async () => {
    const { out } = await runIn(folder, ['review', '--help']);
    const lines = [...GUIDE.matchAll(/cdk8s-shop review([^\n#|]*)/g)].flatMap(([, rest = '']) => rest.match(/--[a-z-]+/g) ?? []);
    expect(lines.length).toBeGreaterThan(8);
    for (const option of new Set([...lines, ...(GUIDE.match(/`--[a-z-]+/g) ?? []).map((text) => text.slice(1))]))
      if (option !== '--cascade') expect(out).toMatch(new RegExp(`^  ${option}[ \\n]`, 'm'));
  });

  test('its program compiles, against what the package exports', () => {
    expect(compileFaults(programsIn('review.md'))).toEqual([]);
  });

  test('its waivers are some', async () => {
    fileIn(folder, 'w.yaml', /```yaml\n# waivers\.yaml[^\n]*\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? '');
    fileIn(folder, 'a/x.yaml', '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }');
    const { exit, error } = await runIn(folder, ['review', 'a/', 'a/', '--waivers', join(folder, 'w.yaml')]);
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
  });
});

/** Places of a run: the repository, and the programs that stand in for those of the platform. */
interface Sandbox {
  readonly repository: string;
  readonly bin: string;
  readonly base: string;
}

const service = (address: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'orders', namespace: 'shop' },
    spec: { clusterIP: address, ports: [{ port: 80 }] },
  });

/** A repository with a branch whose manifests, once synthesized, differ from those of main; what is checked out is their merge, as on GitHub. */
function sandbox(before: string, after: string): Sandbox {
  const repository = join(folder, 'repository');
  const bin = join(folder, 'bin');
  mkdirSync(repository, { recursive: true });
  mkdirSync(bin, { recursive: true });
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.email=a@b.example', '-c', 'user.name=a', '-c', 'init.defaultBranch=main', ...args], {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  git('init', '--quiet', '.');
  fileIn(repository, '.gitignore', 'dist/\nreview.*\nnote.json\n');
  fileIn(repository, 'source.json', before);
  git('add', '--all');
  git('commit', '--quiet', '-m', 'base');
  const base = git('rev-parse', 'HEAD');
  git('checkout', '--quiet', '-b', 'change');
  fileIn(repository, 'source.json', after);
  git('commit', '--quiet', '--all', '--allow-empty', '-m', 'change');
  git('checkout', '--quiet', 'main');
  git('merge', '--quiet', '--no-ff', '-m', 'merge', 'change');
  // An app whose synthesis copies its source, and the command of this repository.
  program(bin, 'npm', 'echo "npm $*" >>"$CALLS"; if [ "$*" = "run synth" ]; then mkdir -p dist; cp source.json dist/orders.json; fi');
  program(bin, 'npx', `shift; exec node -r ${ROOT}/scripts/typescript.js ${ROOT}/lib/cli/main.ts "$@"`);
  return { repository, bin, base };
}

function program(bin: string, name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/usr/bin/env bash\nset -e\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

/** Runs lines as a runner does: in bash, to the first that fails. */
function run(
  { repository, bin }: Sandbox,
  script: string,
  environment: Readonly<Record<string, string>>,
  shell: readonly string[] = ['-e'],
) {
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: folder, CALLS: join(folder, 'calls'), ...environment };
  const { status, stdout, stderr } = spawnSync('bash', [...shell, '-c', script], { cwd: repository, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

describe('the workflow of GitHub', () => {
  const steps = (job: string): ReadonlyArray<{ readonly name?: string; readonly run?: string; readonly uses?: string }> =>
    WORKFLOW.jobs[job].steps;
  const stepOf = (job: string, name: string): string => steps(job).find((step) => step.name === name)?.run ?? '';

  test('is safe with forks: the job that runs code may write nothing, and the one that writes runs none', () => {
    expect(WORKFLOW.on).toBe('pull_request');
    expect(WORKFLOW.permissions).toEqual({});
    expect(WORKFLOW.jobs.review.permissions).toEqual({ contents: 'read' });
    expect(WORKFLOW.jobs.comment.permissions).toEqual({ 'pull-requests': 'write' });
    expect(WORKFLOW.jobs.comment.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    expect(JSON.stringify(WORKFLOW.jobs.comment.steps)).not.toMatch(/checkout|npm|npx/);
    expect(JSON.stringify(WORKFLOW)).not.toContain('secrets.');
    for (const job of ['review', 'comment'])
      for (const { run: script = '', uses } of steps(job)) {
        // What an event says is text of a stranger, and never becomes a part of a script.
        expect(script).not.toContain('${{');
        if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
      }
  });

  function review(place: Sandbox) {
    const environment = {
      GITHUB_BASE_REF: 'main',
      GITHUB_HEAD_REF: 'change',
      RUNNER_TEMP: join(folder, 'temp'),
      GITHUB_WORKSPACE: place.repository,
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    };
    mkdirSync(environment.RUNNER_TEMP, { recursive: true });
    expect(run(place, stepOf('review', 'Synthesize what is there and what is to be'), environment)).toMatchObject({ status: 0 });
    const reviewed = run(place, stepOf('review', 'Review'), environment);
    for (const name of ['Test the snapshots', 'Summary'])
      expect(run(place, stepOf('review', name), environment)).toMatchObject({ status: 0 });
    return reviewed;
  }

  /** What stands in for gh: the comments of a pull request, a file each. */
  function gh(bin: string): string {
    const comments = join(folder, 'comments');
    mkdirSync(comments, { recursive: true });
    program(
      bin,
      'gh',
      `echo "gh $*" >>"$CALLS"; at=${comments}
body=""; for word in "$@"; do case "$word" in body=@*) body=\${word#body=@};; esac; done
case "$*" in
  *--method\\ PATCH*) path=$(printf '%s\\n' "$@" | grep issues/comments/); cp "$body" "$at/\${path##*/}";;
  *--field*) cp "$body" "$at/$(($(ls "$at" | wc -l) + 1))";;
  *) for file in "$at"/*; do if [ -f "$file" ]; then jq -n --rawfile body "$file" --arg id "\${file##*/}" '[{ id: $id, user: { type: (if $id == "1" then "User" else "Bot" end) }, body: $body }]' | jq -r "\${!#}"; fi; done;;
esac`,
    );
    return comments;
  }

  const comment = (place: Sandbox) =>
    run(place, stepOf('comment', 'Comment'), { GITHUB_REPOSITORY: 'acme/shop', NUMBER: '7', GH_TOKEN: 'x' });

  test('a change that is refused fails the job, and its report is written all the same', () => {
    const place = sandbox(service('10.0.0.1'), service('10.0.0.2'));
    const { status, stdout } = review(place);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error .*file=dist\/orders\.json,line=1/m);
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('npm ci\nnpm run synth\nnpm ci\nnpm run synth\nnpm test\n');
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toMatch(/<code>main<\/code> → <code>change<\/code>.*Service\/shop\/orders/s);
    for (const name of ['review.md', 'review.html', 'review.json', 'review.sarif'])
      expect(existsSync(join(place.repository, name))).toBe(true);
  });

  test('a pull request has one comment, which is written over; nobody can take its place', () => {
    const place = sandbox(service('10.0.0.1'), service('10.0.0.1'));
    expect(review(place).status).toBe(0);
    const comments = gh(place.bin);
    const report = readFileSync(join(place.repository, 'review.md'), 'utf8');
    // Somebody quotes the marker.
    writeFileSync(join(comments, '1'), report);
    expect(comment(place)).toMatchObject({ status: 0 });
    expect(readFileSync(join(comments, '2'), 'utf8')).toBe(report);
    const marker = report.split('\n')[0];
    writeFileSync(join(place.repository, 'review.md'), `${marker}\nanother`);
    expect(comment(place)).toMatchObject({ status: 0 });
    expect(readFileSync(join(comments, '2'), 'utf8')).toBe(`${marker}\nanother`);
    expect(readFileSync(join(comments, '1'), 'utf8')).toBe(report);
    expect(existsSync(join(comments, '3'))).toBe(false);
  });

  test('without a report there is no comment, and nothing fails twice', () => {
    const place = sandbox(service('10.0.0.1'), '{ broken');
    expect(review(place)).toMatchObject({ status: 2, stderr: expect.stringContaining('SHOP-F004 at dist/orders.json:1') });
    const comments = gh(place.bin);
    expect(comment(place)).toMatchObject({ status: 0 });
    expect(existsSync(join(comments, '1'))).toBe(false);
  });
});

describe('the pipeline of GitLab', () => {
  const script = (job: string): string => PIPELINE[job].script.join('\n');
  const SHELL = ['-eo', 'pipefail'];

  test('only who has the token writes, and runs no code of the merge request', () => {
    expect(PIPELINE.comment.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event" && $REVIEW_TOKEN', when: 'always' }]);
    expect(PIPELINE.comment.variables).toEqual({ GIT_STRATEGY: 'none' });
    expect(script('comment')).not.toMatch(/npm|npx|node/);
    expect(PIPELINE.review.artifacts.when).toBe('always');
  });

  /** What stands in for the API: the notes of a merge request. */
  async function gitlab(
    notes: { id: number; body: string }[],
  ): Promise<{ readonly server: Server; readonly url: string; readonly asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers['private-token']}`);
      const texts: string[] = [];
      request.setEncoding('utf8').on('data', (text: string) => texts.push(text));
      request.on('end', () => {
        const id = Number(/notes\/(\d+)$/.exec(request.url ?? '')?.[1] ?? notes.length + 1);
        if (request.method === 'PUT') notes.splice(id - 1, 1, { id, ...JSON.parse(texts.join('')) });
        if (request.method === 'POST') notes.push({ id, ...JSON.parse(texts.join('')) });
        response.end(JSON.stringify(notes));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`, asked };
  }

  /** The script must not block this process, in which the API is. */
  async function comment(place: Sandbox, url: string): Promise<number> {
    const { spawn } = require('node:child_process') as typeof import('node:child_process');
    const env = {
      PATH: `${place.bin}:${process.env.PATH}`,
      CI_API_V4_URL: url,
      CI_PROJECT_ID: '5',
      CI_MERGE_REQUEST_IID: '7',
      REVIEW_TOKEN: 't',
      NO_PROXY: '*',
    };
    const child = spawn('bash', [...SHELL, '-c', script('comment')], { cwd: place.repository, env, stdio: 'ignore' });
    return new Promise((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  }

  test('reviews what the merge request changes, by the gate, and keeps one comment', async () => {
    const place = sandbox(service('10.0.0.1'), service('10.0.0.2'));
    program(place.bin, 'apk', 'exit 0');
    const environment = { CI_MERGE_REQUEST_DIFF_BASE_SHA: place.base, CI_PROJECT_DIR: place.repository, TMPDIR: folder };
    const { status, stdout } = run(place, script('review'), environment, SHELL);
    expect(status).toBe(1);
    expect(stdout).toContain('/Service/shop/orders (immutable-field)');
    const notes = [{ id: 1, body: 'looks good' }];
    const { server, url, asked } = await gitlab(notes);
    try {
      expect(await comment(place, url)).toBe(0);
      expect(notes.map(({ body }) => body)).toEqual(['looks good', readFileSync(join(place.repository, 'review.md'), 'utf8')]);
      writeFileSync(join(place.repository, 'review.md'), `${notes[1]?.body.split('\n')[0]}\n"another" \\ 'one' $HOME\n`);
      expect(await comment(place, url)).toBe(0);
      expect(notes).toHaveLength(2);
      expect(notes[1]?.body).toContain('"another" \\ \'one\' $HOME\n');
      expect(asked).toEqual([
        expect.stringMatching(/^GET .*\/projects\/5\/merge_requests\/7\/notes\?sort=asc&per_page=100 t$/),
        expect.stringMatching(/^POST .*\/notes t$/),
        expect.stringMatching(/^GET /),
        expect.stringMatching(/^PUT .*\/notes\/2 t$/),
      ]);
      rmSync(join(place.repository, 'review.md'));
      expect(await comment(place, url)).toBe(0);
      expect(asked).toHaveLength(4);
    } finally {
      server.close();
    }
  });
});
