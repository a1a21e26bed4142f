import type { Rule } from '../core/shop-error';
import { containerPorts } from './container-ports';
import type { ShopProbe } from './shop-probe';
import type { WorkloadInput } from './workload-input';
import type { ShopPort } from './workload-props';

/** What is wrong with the probes of one container that has these ports. */
function unasked(container: string, ports: readonly ShopPort[], probes: ReadonlyArray<ShopProbe | undefined>): string[] {
  const [first] = ports;
  return probes.flatMap((probe) => {
    const action = probe?._on({ name: first?.name ?? '', targetPort: first?.port ?? 0 });
    if (!action || action.kind === 'exec') return [];
    if (!first) return [`a probe of "${container}", which has no port`];
    return action.kind === 'grpc' || ports.some((p) => p.name === action.port)
      ? []
      : [`a probe of "${container}" on the port "${action.port}"`];
  });
}

/** What is refused of probes and metrics: questions that no port would answer. */
export const PROBE_RULES: ReadonlyArray<Rule<WorkloadInput>> = [
  {
    code: 'SHOP-W021',
    broken: ({ id, props, ports }) => [
      ...unasked(id, containerPorts(ports, props.metrics, props.sidecars), [props.readiness, props.liveness]),
      ...(props.sidecars ?? []).flatMap((s) => unasked(s.name, s.ports ?? [], [s.readiness, s.liveness])),
      ...(props.initContainers ?? []).filter((s) => s.readiness || s.liveness).map((s) => `a probe of the init container "${s.name}"`),
    ],
    wanted: 'a port that the container declares; an init container is not asked, it ends',
    fix: 'declare the port, name another, or ask by a command',
  },
  {
    code: 'SHOP-W022',
    broken: ({ props, ports }) =>
      props.metrics && props.metrics.port === undefined && ports.length === 0 ? ['metrics without a port'] : [],
    wanted: 'the port that serves them',
    fix: 'give the metrics a port, or the component one',
  },
];
