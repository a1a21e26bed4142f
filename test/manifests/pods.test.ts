import type { JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';

const template: JsonObject = {
  metadata: { labels: { app: 'orders' } },
  spec: { containers: [{ name: 'orders', ports: [{ containerPort: 8080, name: 'http' }] }] },
};

const workload = (apiVersion: string, kind: string, body: JsonObject) =>
  manifestOf({ apiVersion, kind, metadata: { name: 'orders', namespace: 'shop' }, ...body });

describe('the pods of a set', () => {
  test.each([
    ['apps/v1', 'Deployment', { spec: { template } }, ['spec', 'template']],
    ['apps/v1', 'StatefulSet', { spec: { template } }, ['spec', 'template']],
    ['apps/v1', 'DaemonSet', { spec: { template } }, ['spec', 'template']],
    ['apps/v1', 'ReplicaSet', { spec: { template } }, ['spec', 'template']],
    ['batch/v1', 'Job', { spec: { template } }, ['spec', 'template']],
    ['batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template } } } }, ['spec', 'jobTemplate', 'spec', 'template']],
    ['v1', 'Pod', { metadata: { name: 'orders', namespace: 'shop', labels: { app: 'orders' } }, spec: template.spec }, []],
  ])('of %s %s are seen alike', (apiVersion, kind, body, path) => {
    const manifest = workload(apiVersion, kind, body);
    const [pods, ...more] = new ManifestSet([manifest]).pods;
    expect(more).toEqual([]);
    expect(pods).toEqual({
      namespace: 'shop',
      name: 'orders',
      labels: { app: 'orders' },
      containers: [
        {
          name: 'orders',
          role: 'main',
          ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
          body: expect.anything(),
          field: ['spec', 'containers', 0],
        },
      ],
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
      spec: template.spec,
      template: path,
      manifest,
    });
  });

  test('are not looked for in kinds of the same name of another group, nor in what makes no pods', () => {
    const volcano = workload('batch.volcano.sh/v1alpha1', 'Job', { spec: { template } });
    const service = workload('v1', 'Service', { spec: { ports: [{ port: 80 }] } });
    expect(new ManifestSet([volcano, service]).pods).toEqual([]);
  });

  test('tell containers of every role apart, and count the ports that a Service or policy may name', () => {
    const spec = {
      initContainers: [
        { name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 9901, protocol: 'TCP' }] },
        { name: 'wait', ports: [{ containerPort: 9999 }] },
      ],
      containers: [
        {
          name: 'main',
          ports: [
            { containerPort: 53, protocol: 'UDP' },
            { containerPort: 38412, protocol: 'SCTP' },
          ],
        },
      ],
      // The API server refuses a port here.
      ephemeralContainers: [{ name: 'debug', ports: [{ containerPort: 2345 }] }],
    };
    const [pods] = new ManifestSet([workload('v1', 'Pod', { spec })]).pods;
    expect(pods?.containers.map((c) => [c.name, c.role, c.field.join('.')])).toEqual([
      ['proxy', 'sidecar', 'spec.initContainers.0'],
      ['wait', 'init', 'spec.initContainers.1'],
      ['main', 'main', 'spec.containers.0'],
      ['debug', 'ephemeral', 'spec.ephemeralContainers.0'],
    ]);
    expect(pods?.ports).toEqual([
      { port: 9901, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
      { port: 38412, protocol: 'SCTP' },
    ]);
  });

  test('stand in the namespace `default` when their workload names none, and may lack labels and names', () => {
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare' }, spec: { containers: [{}] } };
    const [pods] = new ManifestSet([manifestOf(body)]).pods;
    expect(pods).toMatchObject({ namespace: 'default', labels: {}, ports: [] });
    expect(pods?.containers).toEqual([{ name: '', role: 'main', ports: [], body: {}, field: ['spec', 'containers', 0] }]);
  });
});
