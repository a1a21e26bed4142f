import { numberAt, objectsAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { protocolOf } from '../../manifests/pods';
import { callersOf } from '../doors/service-callers';
import { trafficExample } from '../doors/traffic-example';
import { changeRule, type EffectRule } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';
import { listed } from '../wording';

/** A port of a Service that is gone, has another number or another name, while others call it. */
export const SERVICE_PORT_CLOSED: EffectRule = changeRule(
  {
    id: 'service-port-closed',
    kind: 'door-closed',
    severity: 'warning',
    reason: 'who calls a port that the Service no longer has gets no answer, and an edge that names it has no backend',
    recipe: [
      'first add the new port beside the old one and apply',
      'move everybody who calls it over',
      'then remove the old port, when nobody calls it any more',
    ],
    before: trafficExample(),
    after: trafficExample({ ports: '[{ name: http, port: 8080, targetPort: http }]' }),
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services'],
  },
  ['/Service'],
  function* closed(change, target) {
    const update = updateOf(change);
    // A headless Service leads to whatever port is dialled.
    if (!update || isOtherwise(update.before) || isOtherwise(update.after)) return;
    const kept = new Set(portsOf(update.after).flatMap(({ keys }) => keys));
    const lost = portsOf(update.before).flatMap(({ keys, port, protocol }) =>
      keys
        .filter((key) => !kept.has(key))
        .map((key) => ({ key, text: key === `${port}/${protocol}` ? `port ${port}` : `port name ${key}`, port })),
    );
    if (lost.length === 0) return;
    const called = new Set(lost.flatMap(({ key }) => [key, `${key.split('/')[0]}`]));
    const callers = callersOf(update.after, target).filter(({ port }) => port !== undefined && called.has(`${port}`));
    const names = [...new Set(callers.map(({ name }) => name))];
    // A name is of use only to who asks for it.
    const told = lost.filter(({ text }) => names.length > 0 || !text.startsWith('port name'));
    if (told.length === 0) return;
    const who =
      names.length === 0
        ? 'nobody of these manifests calls it there'
        : `${listed(names)} still ${names.length === 1 ? 'calls' : 'call'} it there`;
    yield {
      fields: fieldsWithin(update, 'spec.ports'),
      ...(names.length > 0 && { severity: 'error' as const }),
      summary: `no longer has ${listed([...new Set(told.map(({ text }) => text))])}; ${who}`,
    };
  },
);

function isOtherwise({ body }: Manifest): boolean {
  return textAt(body, 'spec', 'clusterIP') === 'None' || textAt(body, 'spec', 'type') === 'ExternalName';
}

interface Port {
  readonly port: number;
  readonly protocol: string;
  /** By what it is called: its number with the protocol, and its name. */
  readonly keys: readonly string[];
}

function portsOf({ body }: Manifest): Port[] {
  return objectsAt(body, 'spec', 'ports').flatMap((item) => {
    const [port, name, protocol] = [numberAt(item, 'port'), textAt(item, 'name'), protocolOf(item)];
    return port === undefined ? [] : [{ port, protocol, keys: [`${port}/${protocol}`, ...(name === undefined ? [] : [name])] }];
  });
}
