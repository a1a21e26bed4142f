import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../manifests/json';
import type { PodsView } from '../../manifests/pods';
import type { Component } from '../../model/component';
import { GENERATED_MARK } from '../file-tree';
import type { ShopView } from '../shop-view';
import { templateText } from './template';

/** How long a test may take: a policy reaches the nodes in seconds, and a Service its pods as soon. */
const DEADLINE_SECONDS = 120;

/** A user that is nobody's: the image needs none of its own. */
const USER = 10_001;

/** What a test asks: a web tier that the edge routes to, at the path of its readiness. */
interface HealthTest {
  readonly tier: Component;
  readonly port: number;
  readonly url: string;
  readonly headers: readonly string[];
}

/**
 * The chart's tests, one for each web tier behind an edge: a pod that asks for its health as a client would, over the
 * Service. Default-deny holds for it too, so it brings the two ends of its connection; they go with it.
 */
export function chartTests(shop: ShopView): ReadonlyMap<string, string> {
  return new Map(healthTests(shop).map((test) => [`tests/${test.tier.name}.yaml`, testFile(shop, test)]));
}

function healthTests({ graph, manifests }: ShopView): HealthTest[] {
  const routed = new Map(graph.connections.filter(({ from }) => from.role === 'edge').map(({ to }) => [to.name, to]));
  const deployments = new Map(manifests.pods.filter(({ manifest }) => manifest.kind === 'Deployment').map((pods) => [pods.name, pods]));
  return [...routed.values()].flatMap((tier) => {
    const pods = deployments.get(tier.name);
    return pods ? healthTest(tier, pods) : [];
  });
}

function healthTest(tier: Component, pods: PodsView): HealthTest[] {
  const probe = pods.containers.flatMap(({ role, body }) => (role === 'main' ? [objectAt(body, 'readinessProbe', 'httpGet')] : []))[0];
  const target = numberAt(probe, 'port') ?? pods.ports.find(({ name }) => name === textAt(probe, 'port'))?.port;
  const endpoint = tier.endpoints.find(({ targetPort }) => targetPort === target);
  if (!endpoint) return [];
  const scheme = textAt(probe, 'scheme')?.toLowerCase() ?? 'http';
  const headers = objectsAt(probe, 'httpHeaders').map((h) => `${textAt(h, 'name')}: ${textAt(h, 'value')}`);
  const url = `${scheme}://${tier.host}:${endpoint.port}${textAt(probe, 'path') ?? '/'}`;
  return [{ tier, port: endpoint.targetPort, url, headers }];
}

function testFile(shop: ShopView, test: HealthTest): string {
  const pod = templateText(podOf(shop, test), [{ field: ['spec', 'containers', 0, 'image'], text: '{{ .Values.testImage | quote }}' }]);
  const before = [accountOf(shop, test), ...policiesOf(shop, test)].map((body) => templateText(body, []));
  return `${GENERATED_MARK}\n${[...before, pod].join('---\n')}`;
}

function podOf(shop: ShopView, { tier, url, headers }: HealthTest): JsonObject {
  const asked = headers.flatMap((header) => ['--header', header]);
  // The certificate of a pod is for its own name, and what is asked is whether it is well.
  const trusting = url.startsWith('https:') ? ['--insecure'] : [];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(shop, tier, testName(tier), '0'),
    spec: {
      activeDeadlineSeconds: DEADLINE_SECONDS,
      automountServiceAccountToken: false,
      containers: [
        {
          command: ['curl', '--fail', '--silent', '--show-error', ...trusting, ...retrying(), ...asked, url],
          image: '',
          imagePullPolicy: 'IfNotPresent',
          name: 'ask',
          resources: {
            limits: { cpu: '100m', 'ephemeral-storage': '64Mi', memory: '32Mi' },
            requests: { cpu: '20m', 'ephemeral-storage': '64Mi', memory: '32Mi' },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            privileged: false,
            readOnlyRootFilesystem: true,
          },
        },
      ],
      enableServiceLinks: false,
      restartPolicy: 'Never',
      securityContext: { runAsGroup: USER, runAsNonRoot: true, runAsUser: USER, seccompProfile: { type: 'RuntimeDefault' } },
      serviceAccountName: testName(tier),
    },
  };
}

function accountOf(shop: ShopView, { tier }: HealthTest): JsonObject {
  const metadata = metadataOf(shop, tier, testName(tier), '-1');
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false };
}

/** Tries until the policies have reached every node, for less than the pod may take. */
function retrying(): string[] {
  return ['--output', '/dev/null', '--max-time', '5', '--retry', '10', '--retry-delay', '3', '--retry-all-errors'];
}

/** Egress of the test, DNS as the tier itself has it; and ingress of the tier, beside the one it has. */
function policiesOf(shop: ShopView, { tier, port }: HealthTest): JsonObject[] {
  const own = shop.manifests.find('NetworkPolicy', shop.namespace, tier.name);
  const dns = objectsAt(own?.body, 'spec', 'egress').filter((rule) => objectsAt(rule, 'ports').some((p) => numberAt(p, 'port') === 53));
  const ports = [{ port, protocol: 'TCP' }];
  const test = { matchLabels: testLabels(tier) };
  const target = { matchLabels: tier.location.kind === 'pods' ? tier.location.labels : {} };
  return [
    policy(shop, tier, testName(tier), test, {
      egress: [...dns, { ports, to: [{ podSelector: target }] }],
      policyTypes: ['Ingress', 'Egress'],
    }),
    policy(shop, tier, `${testName(tier)}-target`, target, {
      ingress: [{ from: [{ podSelector: test }], ports }],
      policyTypes: ['Ingress'],
    }),
  ];
}

function policy(shop: ShopView, tier: Component, name: string, podSelector: JsonObject, rules: JsonObject): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(shop, tier, name, '-1'),
    spec: { podSelector, ...rules },
  };
}

/** Helm makes the objects in the order of their weight, and takes them away when all is well; a failed pod stays to be looked at. */
function metadataOf(shop: ShopView, tier: Component, name: string, weight: string): JsonObject {
  return {
    annotations: {
      'helm.sh/hook': 'test',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      'helm.sh/hook-weight': weight,
    },
    labels: { ...testLabels(tier), 'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/part-of': shop.name },
    name,
    namespace: shop.namespace,
  };
}

function testLabels(tier: Component): JsonObject {
  return { 'app.kubernetes.io/instance': testName(tier), 'app.kubernetes.io/name': testName(tier) };
}

function testName({ name }: Component): string {
  return `helm-test-${name}`;
}
