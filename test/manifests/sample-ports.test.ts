import type { JsonObject } from '../../lib/manifests/json';
import { networkPolicyOf } from '../../lib/manifests/network-policy';
import { samplePorts } from '../../lib/manifests/sample-ports';
import { policy } from './small-cluster';

const withPorts = (...ports: JsonObject[]) => [networkPolicyOf(policy('a', { ingress: [{ ports }] }))];

describe('the ports that stand for all', () => {
  test('are those that somebody names and one that nobody does', () => {
    expect(samplePorts([], [])).toEqual([1]);
    expect(samplePorts([], [1, 2, 8080])).toEqual([1, 2, 3, 8080]);
    expect(samplePorts(withPorts({ port: 443 }, { port: 'http' }, {}), [80])).toEqual([1, 80, 443]);
  });

  test('have one on each side of a range and one within', () => {
    expect(samplePorts(withPorts({ port: 8000, endPort: 9000 }), [])).toEqual([1, 8000, 8001, 9000, 9001]);
  });

  test('have one in each stretch of ranges that overlap', () => {
    const policies = withPorts({ port: 100, endPort: 200 }, { port: 150, endPort: 300 });
    expect(samplePorts(policies, [])).toEqual([1, 100, 101, 150, 151, 200, 201, 300, 301]);
  });

  test('have none where a stretch has no port that is not named', () => {
    expect(samplePorts(withPorts({ port: 1, endPort: 65_535 }), [])).toEqual([1, 2, 65_535]);
    expect(samplePorts(withPorts({ port: 80, endPort: 81 }), [])).toEqual([1, 80, 81, 82]);
  });

  test('are taken from the rules of egress too', () => {
    const policies = [networkPolicyOf(policy('a', { egress: [{ ports: [{ port: 5432 }] }] }))];
    expect(samplePorts(policies, [])).toEqual([1, 5432]);
  });
});
