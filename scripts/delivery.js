// Proves that what is delivered is what is in dist/: node scripts/delivery.js [FOLDER-OF-CRDS [FOLDER-TO-KEEP [PART-OF-A-NAME]]]
// Both shops, every profile, both forms of the cluster: `kustomize build` of every overlay and `helm template` of every chart
// against the manifests; `helm lint`; values that the schema must take and refuse; Argo CD's and Flux's objects against their CRDs.
// Needs helm, and kubectl or kustomize, in PATH or in Go's bin folder, where .ci/tools puts them; says what it left out for want of one.
const { spawnSync } = require('node:child_process');
const { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } = require('node:fs');
const { homedir, tmpdir } = require('node:os');
const path = require('node:path');
const { isDeepStrictEqual } = require('node:util');
const YAML = require('yaml');

const ROOT = path.join(__dirname, '..');
const PROFILES = ['development', 'staging', 'production', 'audited'];
const CLUSTERS = ['plain', 'full'];
const KEEP = 'helm.sh/resource-policy';

process.chdir(ROOT);
process.env.PATH = `${process.env.PATH}:${path.join(homedir(), 'go/bin')}`;
require('./typescript');
const { SHOPS, writeDelivery } = require('./delivery-trees');

let passed = 0;
const failures = [];
const skipped = [];

function claim(name, faults) {
  if (faults.length === 0) passed += 1;
  else failures.push(`${name}:\n  ${faults.slice(0, 10).join('\n  ')}`);
}

const objectsIn = (text) =>
  YAML.parseAllDocuments(text, { version: '1.1' })
    .map((d) => d.toJS())
    .filter(Boolean);
const identity = (o) => `${o.apiVersion}/${o.kind}/${o.metadata.namespace ?? ''}/${o.metadata.name}`;
const distOf = (folder) => readdirSync(folder).flatMap((file) => objectsIn(readFileSync(path.join(folder, file), 'utf8')));

/** An object without the annotations that a tool alone reads. */
function without(object, ...annotations) {
  const copy = structuredClone(object);
  for (const annotation of annotations) delete copy.metadata.annotations?.[annotation];
  if (Object.keys(copy.metadata.annotations ?? { a: 1 }).length === 0) delete copy.metadata.annotations;
  return copy;
}

/** A Job as tools have it that compare again and again: finished, it stays. */
function lasting(object) {
  if (object.kind !== 'Job') return object;
  const { ttlSecondsAfterFinished, ...spec } = object.spec;
  return { ...object, spec };
}

/** What differs between two lists of objects, whatever their order. */
function differences(got, wanted) {
  const byIdentity = new Map(got.map((o) => [identity(o), o]));
  const twice = got.length === byIdentity.size ? [] : ['an object comes twice'];
  const missing = wanted.filter((o) => !byIdentity.has(identity(o))).map((o) => `${identity(o)} is missing`);
  const known = new Set(wanted.map(identity));
  const extra = got.filter((o) => !known.has(identity(o))).map((o) => `${identity(o)} is not in dist/`);
  const other = wanted
    .filter((o) => byIdentity.has(identity(o)) && !isDeepStrictEqual(byIdentity.get(identity(o)), o))
    .map((o) => `${identity(o)} differs`);
  return [...twice, ...missing, ...extra, ...other];
}

/** A command's output, or what it said when it failed. */
function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { ok: status === 0, out: stdout ?? '', said: `${stderr ?? ''}${error ?? ''}`.trim() };
}

const has = (command, ...args) => run(command, args).ok;
const KUSTOMIZE = has('kubectl', 'kustomize', '--help')
  ? ['kubectl', 'kustomize']
  : has('kustomize', 'version')
    ? ['kustomize', 'build']
    : undefined;
const HELM = has('helm', 'version') ? 'helm' : undefined;
if (!KUSTOMIZE) skipped.push('kustomize build: neither kubectl nor kustomize is in PATH');
if (!HELM) skipped.push('helm template, lint and schema: helm is not in PATH');

function kustomizeBuild(folder) {
  const [command, ...args] = KUSTOMIZE;
  const { ok, out, said } = run(command, [...args, folder]);
  return { objects: ok ? objectsIn(out) : [], faults: said === '' ? [] : [said] };
}

/** Overlays of every environment, as kustomize alone and as Argo CD take them, whole and by phase. */
function checkKustomize(name, artifacts, dists) {
  if (!KUSTOMIZE) return;
  const wave = [
    'argocd.argoproj.io/sync-wave',
    'argocd.argoproj.io/ignore-healthcheck',
    'argocd.argoproj.io/hook',
    'argocd.argoproj.io/hook-delete-policy',
    'cdk8s-shop/job',
  ];
  for (const [environment, wanted] of Object.entries(dists)) {
    const overlay = path.join(artifacts, 'kustomize/overlays', environment);
    const { objects, faults } = kustomizeBuild(overlay);
    claim(`${name}: kustomize build overlays/${environment}`, [...faults, ...differences(objects, wanted)]);

    const stages = readdirSync(overlay, { withFileTypes: true }).filter((e) => e.isDirectory());
    const parts = stages.map((stage) => kustomizeBuild(path.join(overlay, stage.name)));
    claim(`${name}: its phases one by one, ${environment}`, [
      ...parts.flatMap((part) => part.faults),
      ...differences(
        parts.flatMap((part) => part.objects),
        wanted,
      ),
    ]);

    const argo = kustomizeBuild(path.join(artifacts, 'argocd/overlays', environment));
    const plain = argo.objects.map((o) => without(o, ...wave, ...(o.kind === 'Namespace' ? ['argocd.argoproj.io/sync-options'] : [])));
    claim(`${name}: kustomize build of Argo CD's overlay, ${environment}`, [
      ...argo.faults,
      ...argo.objects.filter((o) => !o.metadata.annotations?.[wave[0]]).map((o) => `${identity(o)} has no wave`),
      ...differences(plain, wanted.map(lasting)),
    ]);
  }
}

function template(chart, ...args) {
  return run(HELM, ['template', 'release', chart, '--kube-version', '1.36', ...args]);
}

function checkHelm(name, chart, wanted) {
  if (!HELM) return;
  const lint = run(HELM, ['lint', '--strict', '--kube-version', '1.36', chart]);
  claim(`${name}: helm lint --strict`, lint.ok ? [] : [lint.out + lint.said]);
  const { ok, out, said } = template(chart, '--skip-tests');
  const objects = objectsIn(out);
  claim(
    `${name}: helm template`,
    ok
      ? differences(
          objects.map((o) => without(o, KEEP)),
          wanted,
        )
      : [said],
  );
  const keepers = wanted.filter((o) => o.metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled');
  claim(
    `${name}: helm keeps what holds data`,
    keepers.filter((k) => objects.find((o) => identity(o) === identity(k))?.metadata.annotations?.[KEEP] !== 'keep').map(identity),
  );
  checkValues(name, chart, objects);
}

/** Values inside their bounds change what they name; others are refused. */
function checkValues(name, chart, objects) {
  const values = YAML.parse(readFileSync(path.join(chart, 'values.yaml'), 'utf8'));
  const [component, bounds] = Object.entries(values.replicas ?? {})[0] ?? [];
  const [volume, size] = Object.entries(values.storage ?? {})[0] ?? [];
  const [image] = Object.keys(values.images);
  const accepted = [
    [`images.${image}=registry.example:5000/other/it:9@sha256:${'a'.repeat(64)}`, 'registry.example:5000/other/it:9@sha256'],
    ['hosts.edge[0]=other.example', 'other.example'],
    ...(component ? [[`replicas.${component}.min=${bounds.max}`, `min(Replicas|ReplicaCount): ${bounds.max}`]] : []),
    ...(volume ? [[`storage.${volume}=${size + 7}`, `storage: ${size + 7}Gi`]] : []),
  ];
  const refused = [
    'surprise=1',
    'images.nobody=a:1',
    `images.${image}=Not An Image`,
    `images.${image}=null`,
    'hosts.edge[0]=not_a_host',
    'hosts.edge[1]=b.example',
    'clusterObjects=perhaps',
    // The one profile that asks for no tags.
    ...(name.endsWith('development') ? [] : [`images.${image}=repository:latest`, `images.${image}=repository`]),
    ...(component ? [`replicas.${component}.max=${bounds.max + 1}`, `replicas.${component}.min=0`] : []),
    ...(component && bounds.min < bounds.max ? [`replicas.${component}.min=${bounds.max},replicas.${component}.max=${bounds.min}`] : []),
    ...(volume ? [`storage.${volume}=${size - 1}`, `storage.${volume}=${size}Gi`] : []),
  ];
  claim(
    `${name}: values that are taken`,
    accepted.flatMap(([set, seen]) => {
      const { ok, out, said } = template(chart, '--set', set);
      return ok && new RegExp(seen).test(out) ? [] : [`${set}: ${said}`];
    }),
  );
  claim(
    `${name}: values that are refused`,
    refused.filter((set) => template(chart, '--set', set).ok),
  );
  const bare = template(chart, '--set', 'clusterObjects=false', '--skip-tests');
  const own = objects.filter((o) => o.metadata.namespace !== undefined);
  claim(`${name}: without the objects of the cluster`, bare.ok ? differences(objectsIn(bare.out), own) : [bare.said]);
  checkQuota(name, chart, values.storage ?? {}, objects);
}

/** The quota stays the sum of the claims when all of them grow. */
function checkQuota(name, chart, storage, objects) {
  const quota = objects.find((o) => o.kind === 'ResourceQuota')?.spec.hard['requests.storage'];
  if (Object.keys(storage).length === 0 || !quota) return;
  const sets = Object.entries(storage).flatMap(([key, size]) => ['--set', `storage.${key}=${size + 10}`]);
  const grown = objectsIn(template(chart, '--skip-tests', ...sets).out);
  const gibibytes = (o) => {
    const claims = [...(o.spec?.volumeClaimTemplates ?? []), ...(o.kind === 'PersistentVolumeClaim' ? [o] : [])];
    return claims.reduce((sum, c) => sum + Number.parseInt(c.spec.resources.requests.storage, 10) * (o.spec.replicas ?? 1), 0);
  };
  const sum = grown.reduce((total, o) => total + gibibytes(o), 0);
  const now = grown.find((o) => o.kind === 'ResourceQuota')?.spec.hard['requests.storage'];
  claim(`${name}: the quota follows the volumes`, now === `${sum}Gi` ? [] : [`${now} for ${sum}Gi of claims`]);
}

/** The files that define the kinds of Argo CD and Flux. */
function definitions(folder) {
  const wanted =
    /^ {2}name: (applications|applicationsets)\.argoproj\.io$|^ {2}name: (kustomizations\.kustomize|gitrepositories\.source)\.toolkit\.fluxcd\.io$/m;
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.yaml')) : [];
  return files.map((f) => path.join(folder, f)).filter((f) => wanted.test(readFileSync(f, 'utf8')));
}

/** The strict check of the project's own, over the definitions and what they define. */
function checkCustomResources(name, artifacts, crds) {
  if (crds.length < 4) return;
  const { check, readManifests } = require('../lib/entry/checks');
  const { SCHEMA } = require('../lib/checks/packs/schema');
  const files = ['argocd', 'flux'].flatMap((f) =>
    readdirSync(path.join(artifacts, f))
      .filter((e) => e.endsWith('.yaml'))
      .map((e) => path.join(artifacts, f, e)),
  );
  // Each with the definitions and apart from the others: the environments of Flux share the object of the repository.
  for (const file of files) {
    const { manifests } = readManifests([...crds, file].map((f) => ({ name: f, size: statSync(f).size, read: () => readFileSync(f) })));
    const findings = check(manifests, { packs: [SCHEMA] });
    const own = findings.filter((f) => f.source?.file === file);
    claim(
      `${name}: ${path.basename(file)} against its definition`,
      own.map((f) => `${f.object} ${f.field}: ${f.got}, ${f.wanted}`),
    );
  }
}

function checkShop(shop, cluster, folder, crds) {
  const folders = writeDelivery(shop, cluster, PROFILES, folder);
  const dists = Object.fromEntries(Object.entries(folders).map(([profile, dist]) => [profile, distOf(dist)]));
  for (const profile of PROFILES) {
    const artifacts = path.join(folder, profile, 'artifacts');
    checkKustomize(`${shop}, ${cluster}, from ${profile}`, artifacts, dists);
    checkHelm(`${shop}, ${cluster}, ${profile}`, path.join(artifacts, 'helm', shop), dists[profile]);
    checkCustomResources(`${shop}, ${cluster}, ${profile}`, artifacts, crds);
  }
}

const keep = process.argv[3];
const folder = keep ? path.resolve(keep) : mkdtempSync(path.join(tmpdir(), 'shop-delivery-'));
const crds = definitions(path.resolve(process.argv[2] ?? '../shared/crds'));
if (crds.length < 4) skipped.push(`Argo CD's and Flux's objects against their definitions: found ${crds.length} of 4`);
for (const shop of Object.keys(SHOPS)) {
  for (const cluster of CLUSTERS.filter((name) => `${shop}/${name}`.includes(process.argv[4] ?? ''))) {
    checkShop(shop, cluster, path.join(folder, shop, cluster), crds);
  }
}
if (!keep) rmSync(folder, { recursive: true });
for (const failure of failures) console.log(failure);
for (const left of skipped) console.log(`skipped: ${left}`);
console.log(`${passed} passed, ${failures.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = failures.length > 0 ? 1 : 0;
