import { numberAt, objectsAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { type PodsView, protocolOf } from '../../manifests/pods';
import { joined, type PortRange } from '../../manifests/port-range';

/** The ports that a Service has at every node; none where the cluster has yet to choose them. */
export function nodePorts({ body }: Manifest): string[] {
  return objectsAt(body, 'spec', 'ports').flatMap(({ nodePort }) => (typeof nodePort === 'number' && nodePort > 0 ? [`${nodePort}`] : []));
}

/** The ports of pods to which a port of a Service leads, by its number or name; to all where none is named. */
export function servicePorts({ body }: Manifest, port: number | string | undefined, pods: PodsView): PortRange[] {
  const stated = objectsAt(body, 'spec', 'ports');
  const meant = stated.filter((p) => p.port === port || p.name === port);
  // A headless Service leads to whatever port is dialled, whether it lists it or not.
  const headless = textAt(body, 'spec', 'clusterIP') === 'None' && typeof port === 'number';
  if (headless) return [{ protocol: 'TCP', first: port, last: port }];
  return joined(
    (port === undefined ? stated : meant).flatMap((p) => {
      const protocol = protocolOf(p);
      const target = numberAt(p, 'targetPort') ?? textAt(p, 'targetPort') ?? numberAt(p, 'port');
      const number = typeof target === 'number' ? target : pods.ports.find((own) => own.name === target && own.protocol === protocol)?.port;
      return number === undefined ? [] : [{ protocol, first: number, last: number }];
    }),
  );
}
