import type { ContainerPlan } from '../../lib/policy/pod-plan';
import { probedPorts } from '../../lib/policy/probed-ports';
import { type ProbeAction, planProbes } from '../../lib/policy/probes';

const http: ProbeAction = { kind: 'http', path: '/', port: 'http', headers: {} };
const ports = [
  { name: 'http', port: 8080, transport: 'TCP' as const },
  { name: 'admin', port: 9901, transport: 'TCP' as const },
];

/** Only what is read here: ports and probes. */
function container(readiness: ProbeAction | undefined, liveness?: ProbeAction): ContainerPlan {
  return { ports, probes: planProbes({ readiness, liveness, startupSeconds: 10 }) } as unknown as ContainerPlan;
}

const pod = (...containers: ContainerPlan[]) => ({ containers, sidecars: [] });

describe('the ports at which the kubelet asks', () => {
  test('are those of every kind of question over the network, by name and by number', () => {
    expect(probedPorts(pod(container(http, { kind: 'tcp', port: 'admin' })))).toEqual([8080, 9901]);
    expect(probedPorts(pod(container({ kind: 'grpc', port: 50_051 })))).toEqual([50_051]);
  });

  test('are none for a command, or where nothing is asked', () => {
    expect(probedPorts(pod(container({ kind: 'exec', command: ['true'] })))).toEqual([]);
    expect(probedPorts(pod(container(undefined)))).toEqual([]);
  });

  test('are each there once, those of sidecars among them, in ascending order', () => {
    const sidecar = container({ kind: 'tcp', port: 'http' }, { kind: 'grpc', port: 443 });
    expect(probedPorts({ containers: [container(http, http)], sidecars: [sidecar] })).toEqual([443, 8080]);
  });
});
