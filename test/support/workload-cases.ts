import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type HealthProps, Priority, ShopProbe, ShopService, type WorkloadProps } from '../../lib';
import type { PropCases } from './prop-cases';
import type { AnyManifest } from './synthesis';

const IMAGE = 'registry.example/side:1';

/** What the props that all workloads share do in a component called `it` of the shop `shop`. */
export const WORKLOAD_CASES: PropCases<WorkloadProps> = {
  image: {
    value: () => 'registry.example/shop/it:1.2.3',
    shows: ({ main }) => expect(main.image).toBe('registry.example/shop/it:1.2.3'),
  },
  command: { value: () => ['/bin/it', '--serve'], shows: ({ main }) => expect(main.command).toEqual(['/bin/it', '--serve']) },
  args: { value: () => ['--level', 'info'], shows: ({ main }) => expect(main.args).toEqual(['--level', 'info']) },
  connections: {
    value: (shop) => [ShopService.external(shop, 'payments', { host: 'api.psp.example', cidrs: ['203.0.113.0/24'] }).call()],
    shows: (seen) => {
      expect(seen.env('PAYMENTS_HOST').value).toBe('api.psp.example');
      expect(seen.env('PAYMENTS_PORT').value).toBe('443');
      expect(seen.env('PAYMENTS_URI').value).toBe('https://api.psp.example:443');
      expect(seen.object('NetworkPolicy').spec.egress).toContainEqual({
        to: [{ ipBlock: { cidr: '203.0.113.0/24' } }],
        ports: [{ port: 443, protocol: 'TCP' }],
      });
    },
  },
  env: { value: () => ({ LOG_LEVEL: 'info' }), shows: (seen) => expect(seen.env('LOG_LEVEL').value).toBe('info') },
  secrets: {
    value: () => [{ secretName: 'psp', key: 'api-key', pathEnv: 'PSP_KEY_FILE' }],
    shows: (seen) => {
      expect(seen.pod.volumes).toContainEqual({
        name: 'secret-psp',
        secret: { secretName: 'psp', defaultMode: 0o440, items: [{ key: 'api-key', path: 'api-key' }] },
      });
      expect(seen.main.volumeMounts).toContainEqual({ name: 'secret-psp', mountPath: '/run/secrets/psp', readOnly: true });
      expect(seen.env('PSP_KEY_FILE').valueFrom.configMapKeyRef).toEqual({ name: 'it-paths', key: 'psp.0' });
      expect(seen.object('ConfigMap', 'it-paths').data).toEqual({ 'psp.0': '/run/secrets/psp/api-key' });
    },
  },
  files: {
    value: () => [{ path: '/etc/it/app.yaml', content: 'a: 1\n' }],
    shows: (seen) => {
      expect(seen.object('ConfigMap', 'it-config').data).toEqual({ 'etc_it_app.yaml': 'a: 1\n' });
      expect(seen.pod.volumes).toContainEqual({ name: 'config', configMap: { name: 'it-config' } });
      expect(seen.main.volumeMounts).toContainEqual({
        name: 'config',
        mountPath: '/etc/it/app.yaml',
        subPath: 'etc_it_app.yaml',
        readOnly: true,
      });
      expect(seen.template.metadata.annotations['cdk8s-shop/config']).toMatch(/^[0-9a-z]{8,}$/);
    },
  },
  user: {
    value: () => ({ uid: 1234, gid: 5678 }),
    shows: ({ pod, main }) => {
      expect(pod.securityContext).toMatchObject({ runAsUser: 1234, runAsGroup: 5678, fsGroup: 5678 });
      expect(main.securityContext).toMatchObject({ runAsUser: 1234, runAsGroup: 5678 });
    },
  },
  writablePaths: {
    value: () => [{ path: '/var/cache/it', size: Size.mebibytes(32), memory: true }],
    shows: ({ pod, main }) => {
      expect(pod.volumes).toContainEqual({ name: 'dir-var-cache-it', emptyDir: { medium: 'Memory', sizeLimit: '32Mi' } });
      expect(main.volumeMounts).toContainEqual({ name: 'dir-var-cache-it', mountPath: '/var/cache/it' });
    },
  },
  capabilities: {
    value: () => [{ name: 'NET_BIND_SERVICE', reason: 'the image listens on 80' }],
    shows: ({ template, pod, main }) => {
      expect(main.securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
      expect(template.metadata.annotations['cdk8s-shop/capability-NET_BIND_SERVICE']).toBe('the image listens on 80');
      expect(pod.securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }]);
    },
  },
  initContainers: {
    value: () => [{ name: 'prepare', image: IMAGE }],
    shows: (seen) => {
      expect(seen.pod.initContainers.map((c: AnyManifest) => c.name)).toContain('prepare');
      expect(seen.container('prepare').restartPolicy).toBeUndefined();
    },
  },
  sidecars: {
    value: () => [{ name: 'proxy', image: IMAGE }],
    shows: (seen) => expect(seen.container('proxy')).toMatchObject({ image: IMAGE, restartPolicy: 'Always' }),
  },
  resources: {
    value: () => ({
      cpu: Cpu.millis(300),
      cpuLimit: Cpu.units(1),
      memory: Size.mebibytes(512),
      memoryRequest: Size.mebibytes(400),
      ephemeralStorage: Size.gibibytes(1),
    }),
    shows: ({ main }) =>
      expect(main.resources).toEqual({
        requests: { cpu: '300m', memory: '400Mi', 'ephemeral-storage': '1Gi' },
        limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '1Gi' },
      }),
  },
  nodeSelector: {
    value: () => ({ 'kubernetes.io/arch': 'arm64' }),
    shows: ({ pod }) => expect(pod.nodeSelector).toEqual({ 'kubernetes.io/arch': 'arm64' }),
  },
  tolerations: {
    value: () => [{ key: 'dedicated', value: 'shop', effect: 'NoSchedule' }, { key: 'spot' }, {}],
    shows: ({ pod }) =>
      expect(pod.tolerations).toEqual([
        { key: 'dedicated', operator: 'Equal', value: 'shop', effect: 'NoSchedule' },
        { key: 'spot', operator: 'Exists' },
        { operator: 'Exists' },
      ]),
  },
  serviceAccountToken: {
    value: () => true,
    shows: (seen) => {
      expect(seen.pod.automountServiceAccountToken).toBe(true);
      expect(seen.object('ServiceAccount').automountServiceAccountToken).toBe(false);
      expect(seen.object('NetworkPolicy').spec.egress).toContainEqual({
        to: [{ ipBlock: { cidr: '0.0.0.0/0' } }],
        ports: [443, 6443].map((port) => ({ port, protocol: 'TCP' })),
      });
    },
  },
  runtimeClass: { value: () => 'gvisor', shows: ({ pod }) => expect(pod.runtimeClassName).toBe('gvisor') },
  priority: { value: () => Priority.CRITICAL, shows: ({ pod }) => expect(pod.priorityClassName).toBe('shop-critical') },
  labels: {
    value: () => ({ team: 'checkout' }),
    shows: ({ objects, template, workload }) => {
      for (const object of objects) expect(object.metadata.labels.team).toBe('checkout');
      expect(template.metadata.labels.team).toBe('checkout');
      expect(workload.spec.selector?.matchLabels.team).toBeUndefined();
    },
  },
  paymentZone: {
    value: () => true,
    shows: ({ objects, template, workload }) => {
      for (const object of [...objects, template]) expect(object.metadata.labels['cdk8s-shop/zone']).toBe('payment');
      expect(JSON.stringify([workload.spec.selector, workload.spec.volumeClaimTemplates])).not.toContain('zone');
    },
  },
  podAnnotations: {
    value: () => ({ 'example.com/note': 'ask checkout' }),
    shows: ({ template }) => expect(template.metadata.annotations['example.com/note']).toBe('ask checkout'),
  },
};

/** What the props about health do in a component that listens on HTTP. */
export const HEALTH_CASES: PropCases<HealthProps> = {
  readiness: {
    value: () => ShopProbe.http('/may-i', { headers: { 'x-probe': '1' } }),
    shows: ({ main }) =>
      expect(main.readinessProbe).toEqual({
        httpGet: { path: '/may-i', port: 'http', httpHeaders: [{ name: 'x-probe', value: '1' }] },
        periodSeconds: 5,
        timeoutSeconds: 2,
        failureThreshold: 3,
      }),
  },
  liveness: {
    value: () => ShopProbe.http('/am-i'),
    shows: ({ main }) => {
      expect(main.livenessProbe).toEqual({
        httpGet: { path: '/am-i', port: 'http' },
        periodSeconds: 10,
        timeoutSeconds: 5,
        failureThreshold: 6,
      });
      expect(main.startupProbe.httpGet.path).toBe('/am-i');
    },
  },
  startupTime: {
    value: () => Duration.minutes(10),
    shows: ({ main, workload }) => {
      expect(main.startupProbe.periodSeconds * main.startupProbe.failureThreshold).toBe(600);
      // Longer than two starts with their ready time, or the rollout is called failed while it works.
      expect(workload.spec.progressDeadlineSeconds).toBe(1220);
    },
  },
};
