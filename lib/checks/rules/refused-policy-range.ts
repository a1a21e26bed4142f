import { cidrContains, isCidr, isNetwork, withoutLeadingZeros } from '../../core/addresses';
import { indexedObjectsAt, type Json, type JsonObject, numberAt, objectAt, textAt } from '../../manifests/json';
import type { KubernetesVersion } from '../../model/kubernetes-version';
import { writtenRules } from '../policy-peers';
import { type BreachInside, beneath, manifestRule, type Rule } from '../rule';

const policy = (except: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: storefront, namespace: shop }
spec:
  podSelector: {}
  egress:
    - to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [${except}] } }]
`;

/** The ranges of addresses and ports in a NetworkPolicy are ranges. */
export const REFUSED_POLICY_RANGE: Rule = manifestRule(
  {
    id: 'refused-policy-range',
    severity: 'error',
    why: 'The API server refuses the policy, and its pods stay as open as they were.',
    wanted: 'a CIDR such as 203.0.113.0/24',
    fix: 'write the network and the length of its prefix',
    wrong: policy('192.168.0.0/16'),
    right: policy('10.96.0.0/12'),
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/networking/validation/validation.go'],
  },
  ['networking.k8s.io/NetworkPolicy'],
  function* refused({ body }, { kubernetes }) {
    for (const { rule, side, field } of writtenRules(body)) {
      for (const [index, peer] of indexedObjectsAt(rule, side))
        yield* beneath([...field, side, index, 'ipBlock'], inBlock(objectAt(peer, 'ipBlock'), kubernetes));
      for (const [index, port] of indexedObjectsAt(rule, 'ports')) yield* beneath([...field, 'ports', index], inPort(port));
    }
  },
);

function* inBlock(block: JsonObject, kubernetes: KubernetesVersion): Generator<BreachInside> {
  const cidr = textAt(block, 'cidr');
  if (cidr === undefined) return;
  yield* inCidr(cidr, ['cidr'], kubernetes);
  for (const [index, except] of excepted(block).entries()) {
    if (typeof except !== 'string') continue;
    const field = ['except', index];
    const [broken] = inCidr(except, field, kubernetes);
    if (broken) yield broken;
    else if (isCidr(withoutLeadingZeros(cidr)) && !cidrContains(withoutLeadingZeros(cidr), withoutLeadingZeros(except)))
      yield {
        field,
        got: `"${except}" of "${cidr}"`,
        wanted: 'a part of cidr, less than the whole',
        fix: 'correct or remove the exception',
      };
  }
}

function excepted({ except }: JsonObject): readonly Json[] {
  return Array.isArray(except) ? except : [];
}

/**
 * From this version on, zeros in front and bits behind the prefix are refused too.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/features/kube_features.go StrictIPCIDRValidation
 */
const STRICT = 36;

function* inCidr(cidr: string, field: BreachInside['field'], kubernetes: KubernetesVersion): Generator<BreachInside> {
  const got = JSON.stringify(cidr);
  if (!isCidr(withoutLeadingZeros(cidr))) yield { field, got };
  else if (kubernetes.minor >= STRICT && !(isCidr(cidr) && isNetwork(cidr)))
    yield { field, got, wanted: 'the first address of its network, without zeros in front' };
}

function* inPort(port: JsonObject): Generator<BreachInside> {
  const last = numberAt(port, 'endPort');
  if (last === undefined) return;
  const first = numberAt(port, 'port');
  const fix = 'name the first port in port, the last one in endPort';
  if (first === undefined)
    yield { field: ['endPort'], got: `${last} beside ${portText(port.port)}`, wanted: 'a port that is a number beside it', fix };
  else if (last < first || last > 65_535)
    yield { field: ['endPort'], got: `${last}, after port ${first}`, wanted: 'a number from port to 65535', fix };
}

function portText(port: Json | undefined): string {
  return (port ?? null) === null ? 'no port' : `port ${JSON.stringify(port)}`;
}
