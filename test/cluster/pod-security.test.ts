import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { LEVELS, MINORS, type PodSecurityCase } from '../checks/pod-security-case';
import { POD_SECURITY_CORPUS } from '../checks/pod-security-corpus';
import type { AnyManifest } from '../support/synthesis';
import { finalize } from './controllers';
import { attempt, eventually, kubectl } from './kubectl';
import { answerIn, expectedAnswer } from './pod-security-answer';
import { versionOfCluster } from './shop-form';

/** Pods in one call; between two calls the API server has time for others. */
const BATCH = 50;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const SERVED = MINORS.filter((minor) => minor <= KubernetesVersion.of(versionOfCluster()).minor);
const POLICIES = LEVELS.flatMap((level) => SERVED.map((minor) => ({ level, minor, namespace: `checks-pss-${level}-${minor}` })));
type Policy = (typeof POLICIES)[number];

/** A pod is made without ephemeral containers; they are attached to it afterwards. */
const withoutEphemeral = ({ spec: { ephemeralContainers: _, ...spec } }: PodSecurityCase): AnyManifest => spec;
const ATTACHED = POD_SECURITY_CORPUS.filter(({ spec }) => spec.ephemeralContainers !== undefined);
const MADE = POD_SECURITY_CORPUS.filter((podCase) => !ATTACHED.includes(podCase));

/** The pods to attach to, as text; many cases share one. */
const HOSTS = [...new Set(ATTACHED.map((podCase) => JSON.stringify(withoutEphemeral(podCase))))];

const list = (items: AnyManifest[]) => ({ apiVersion: 'v1', kind: 'List', items });
const left = () => POLICIES.filter(({ namespace }) => attempt(['get', 'namespace', namespace]).status === 0);

const expected = (cases: readonly PodSecurityCase[], { level, minor }: Policy) =>
  cases.map(({ name, verdict }) => `${name}: ${expectedAnswer(verdict(level, minor), level)}`);

function pod(name: string, { annotations, spec }: Pick<PodSecurityCase, 'annotations' | 'spec'>): AnyManifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, annotations }, spec };
}

beforeAll(() => {
  if (left().length > 0) throw new Error('namespaces of an earlier run are left: delete those named checks-pss-*');
  const objects = POLICIES.flatMap(({ level, minor, namespace }) => {
    const labels = { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/enforce-version': `v1.${minor}` };
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
    ];
  });
  kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], list(objects));
});

afterAll(async () => {
  const namespaces = left().map(({ namespace }) => namespace);
  const controllers = namespaces.some((namespace) => attempt(['get', 'configmap', 'kube-root-ca.crt', '-n', namespace]).status === 0);
  for (const namespace of namespaces) kubectl(['delete', 'pods,serviceaccounts', '--all', '--now', '-n', namespace]);
  kubectl(['delete', 'namespace', '--wait=false', '--ignore-not-found', ...namespaces]);
  if (!controllers) namespaces.forEach(finalize);
  expect(await eventually(() => left().length === 0, 180)).toBe(true);
});

/** What the API server's admission says of each pod, made in the namespace for show. */
async function answersToMaking(cases: readonly PodSecurityCase[], namespace: string): Promise<string[]> {
  const answers = new Map<string, string>();
  for (let first = 0; first < cases.length; first += BATCH) {
    const items = cases.slice(first, first + BATCH).map((podCase, i) => pod(`case-${first + i}`, podCase));
    const { stdout, stderr } = attempt(['create', '--dry-run=server', '-n', namespace, '-f', '-'], list(items));
    for (const [, name = ''] of stdout.matchAll(/^pod\/(\S+) created \(server dry run\)$/gm)) answers.set(name, 'admitted');
    for (const [line, name = ''] of stderr.matchAll(/^Error from server.*?["/](case-\d+)".*$/gm)) answers.set(name, answerIn(line));
    await pause(200);
  }
  return cases.map(({ name }, i) => `${name}: ${answers.get(`case-${i}`) ?? 'no answer'}`);
}

function answerToAttaching(podCase: PodSecurityCase, namespace: string): string {
  const name = `host-${HOSTS.indexOf(JSON.stringify(withoutEphemeral(podCase)))}`;
  const place = `/api/v1/namespaces/${namespace}/pods/${name}/ephemeralcontainers?dryRun=All`;
  const { status, stderr } = attempt(['replace', '--raw', place, '-f', '-'], pod(name, podCase));
  return `${podCase.name}: ${status === 0 ? 'admitted' : answerIn(stderr.trim())}`;
}

describe.each(POLICIES)('$level of version 1.$minor, enforced by the API server', (policy) => {
  test('admits and refuses the pods of the corpus, each for the reasons that our rules give', async () => {
    expect(await answersToMaking(MADE, policy.namespace)).toEqual(expected(MADE, policy));
  });

  test('admits and refuses the ephemeral containers of the corpus, each for the reasons that our rules give', async () => {
    // A gate keeps them off the nodes; they are never run.
    const hosts = HOSTS.map((spec, i) =>
      pod(`host-${i}`, { annotations: {}, spec: { ...JSON.parse(spec), schedulingGates: [{ name: 'checks.example/never' }] } }),
    );
    kubectl(['create', '-n', policy.namespace, '-f', '-'], list(hosts));
    const answers: string[] = [];
    for (const podCase of ATTACHED) {
      answers.push(answerToAttaching(podCase, policy.namespace));
      await pause(20);
    }
    expect(answers).toEqual(expected(ATTACHED, policy));
  });
});

test('the corpus was asked at both levels', () => {
  expect(MADE.length + ATTACHED.length).toBe(POD_SECURITY_CORPUS.length);
  expect(POLICIES.length).toBe(2 * SERVED.length);
  expect(ATTACHED.length).toBeGreaterThan(30);
});
