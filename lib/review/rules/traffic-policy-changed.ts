import { at, type Json } from '../../manifests/json';
import { trafficExample } from '../doors/traffic-example';
import { changeRule, type EffectRule } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';

/** A Service that chooses otherwise which of its pods gets a connection. */
export const TRAFFIC_POLICY_CHANGED: EffectRule = changeRule(
  {
    id: 'traffic-policy-changed',
    kind: 'no-restart',
    severity: 'note',
    reason: 'connections that are open stay where they are, and new ones go by the new policy',
    recipe: [],
    before: trafficExample(),
    after: trafficExample({ service: '  sessionAffinity: ClientIP\n' }),
    see: ['https://kubernetes.io/docs/reference/networking/virtual-ips/'],
  },
  ['/Service'],
  function* changed(change) {
    const update = updateOf(change);
    // One that stands for a host chooses no pods.
    if (!update || [update.before, update.after].some(({ body }) => at(body, 'spec', 'type') === 'ExternalName')) return;
    const found = POLICIES.flatMap(({ field, tell, closes }) => {
      const fields = fieldsWithin(update, `spec.${field}`);
      const [old, fresh] = [update.before, update.after].map(({ body }) => at(body, 'spec', field));
      const text = fields.length > 0 && old !== fresh ? tell(fresh, old) : undefined;
      return text === undefined ? [] : [{ fields, text, closes: closes !== undefined && closes === fresh }];
    });
    if (found.length === 0) return;
    yield {
      fields: found.flatMap(({ fields }) => fields),
      summary: found.map(({ text }) => text).join('; '),
      ...(found.some(({ closes }) => closes) && { kind: 'door-closed' as const, severity: 'warning' as const, recipe: [LOCAL] }),
    };
  },
);

const LOCAL = 'see that pods of it are on every node that traffic comes to, or that the load balancer asks the health check port';

interface Policy {
  readonly field: string;
  readonly tell: (value: Json | undefined, before: Json | undefined) => string | undefined;
  /** The value with which some get no answer any more. */
  readonly closes?: string;
}

const POLICIES: readonly Policy[] = [
  {
    field: 'externalTrafficPolicy',
    closes: 'Local',
    tell: (value, before) => {
      // One that comes or goes with the type of the Service is part of that.
      if (value === undefined || before === undefined) return undefined;
      return value === 'Local'
        ? 'a node without a pod of it no longer answers from outside, and pods see the address of the client'
        : 'every node answers from outside, and pods no longer see the address of the client';
    },
  },
  {
    field: 'internalTrafficPolicy',
    closes: 'Local',
    tell: (value) =>
      value === 'Local'
        ? 'pods on a node without a pod of it get no answer any more'
        : 'pods of every node are sent to, wherever the caller is',
  },
  {
    field: 'sessionAffinity',
    tell: (value) =>
      value === 'ClientIP' ? 'a client stays with the pod that it got first' : 'a client gets any pod with each connection',
  },
  {
    field: 'publishNotReadyAddresses',
    tell: (value) => (value === true ? 'pods are sent to before they are ready' : 'only pods that are ready are sent to'),
  },
  {
    field: 'trafficDistribution',
    tell: (value) => (value === undefined ? 'pods are chosen wherever they are' : `pods are chosen by ${String(value)}: near ones first`),
  },
];
