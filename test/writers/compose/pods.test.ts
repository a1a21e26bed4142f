import { parse } from 'yaml';
import type { JsonObject } from '../../../lib/manifests/json';
import { composeFiles } from '../../../lib/writers/compose/compose-files';
import type { AnyCompose } from '../../support/composed';
import { configMap, rawView, workload } from '../../support/raw-pods';

/** The services of raw objects: what a shop's own components never have, and what somebody may add. */
function servicesOf(...objects: JsonObject[]): AnyCompose {
  return parse(composeFiles(rawView(objects), {}).get('compose.yaml') ?? '').services;
}

const container = (more: JsonObject = {}): JsonObject => ({ name: 'app', image: 'app:1', ...more });
const deployment = (main: JsonObject, spec: JsonObject = {}): JsonObject => workload('Deployment', 'app', { ...spec, containers: [main] });
const only = (main: JsonObject, spec: JsonObject = {}, ...more: JsonObject[]): AnyCompose =>
  servicesOf(deployment(main, spec), ...more).app;

test('a bare container has its image, a bound on processes, time to stop, and a network of its own', () => {
  expect(only(container())).toEqual({
    image: 'app:1',
    pids_limit: 1024,
    stop_grace_period: '30s',
    networks: { app_alone: {} },
    restart: 'on-failure',
  });
});

test('what is run, where, and by whom', () => {
  const securityContext = {
    runAsUser: 7,
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    privileged: true,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
  };
  const main = container({
    command: ['/bin/sh', '-c', 'echo $HOME $(WHO)'],
    args: ['$(WHO)'],
    env: [{ name: 'WHO', value: 'me' }],
    workingDir: '/srv',
    lifecycle: { stopSignal: 'SIGQUIT' },
    resources: { limits: { memory: '1500Ki', cpu: '250m' } },
    securityContext,
  });
  const pod = { fsGroup: 70, supplementalGroups: [71, 8], runAsGroup: 8, sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] };
  const hostAliases = [{ ip: '10.0.0.1', hostnames: ['one', 'two'] }];
  expect(only(main, { securityContext: pod, terminationGracePeriodSeconds: 5, hostAliases })).toEqual({
    image: 'app:1',
    entrypoint: ['/bin/sh', '-c', 'echo $$HOME me'],
    command: ['me'],
    working_dir: '/srv',
    environment: { WHO: 'me' },
    user: '7:8',
    group_add: ['70', '71'],
    read_only: true,
    cap_drop: ['ALL'],
    cap_add: ['NET_BIND_SERVICE'],
    privileged: true,
    security_opt: ['no-new-privileges:true'],
    sysctls: { 'net.core.somaxconn': '1024' },
    mem_limit: '1536000b',
    cpus: 0.25,
    pids_limit: 1024,
    extra_hosts: ['one:10.0.0.1', 'two:10.0.0.1'],
    stop_grace_period: '5s',
    stop_signal: 'SIGQUIT',
    networks: { app_alone: {} },
    restart: 'on-failure',
  });
});

test('an environment from ConfigMaps, Secrets and what is known of the pod; the rest is left out', () => {
  const env = [
    { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'SPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    { name: 'ACCOUNT', valueFrom: { fieldRef: { fieldPath: 'spec.serviceAccountName' } } },
    { name: 'ADDRESS', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    { name: 'GONE', valueFrom: { configMapKeyRef: { name: 'none', key: 'x' } } },
    { name: 'EMPTY' },
    { name: 'KEY', valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } },
    { name: 'BOTH', value: '$(KEY) at $(SPACE), $(LATER)' },
    { name: 'LATER', value: 'x' },
  ];
  const main = container({ env, envFrom: [{ prefix: 'C_', configMapRef: { name: 'settings' } }, { secretRef: { name: 'api' } }] });
  const { environment } = only(main, {}, configMap('settings', { MODE: '$5' }));
  const secret = `\${SECRET_API_TOKEN:?run cdk8s-shop up, or sh secrets.sh}`;
  expect(environment).toEqual({
    C_MODE: '$$5',
    POD: 'app',
    SPACE: 'shop',
    ACCOUNT: 'default',
    EMPTY: '',
    KEY: secret,
    BOTH: `${secret} at shop, $$(LATER)`,
    LATER: 'x',
  });
});

describe('mounts', () => {
  const mounted = (volume: JsonObject, mount: JsonObject = {}, limits: JsonObject = { memory: '100Mi' }): AnyCompose => {
    const main = container({ volumeMounts: [{ name: 'v', mountPath: '/m', ...mount }], resources: { limits } });
    const data = configMap('files', { a: 'A', b: 'B' });
    const files = composeFiles(rawView([deployment(main, { volumes: [{ name: 'v', ...volume }] }), data]), {});
    return { ...parse(files.get('compose.yaml') ?? '').services.app, files };
  };
  const named = (source: string) => [{ type: 'volume', source, target: '/m', volume: { nocopy: true } }];

  test('an emptyDir that fits is in memory', () => {
    expect(mounted({ emptyDir: { sizeLimit: '50Mi' } }).tmpfs).toEqual(['/m:exec,mode=1777,size=52428800']);
    expect(mounted({ emptyDir: { sizeLimit: '80Mi', medium: 'Memory' } }).tmpfs).toEqual(['/m:exec,mode=1777,size=83886080']);
    expect(mounted({ emptyDir: { sizeLimit: '80Mi', medium: 'Memory' } }, { mountPath: '/dev/shm' }).shm_size).toBe('80m');
  });

  test('one that may outgrow the memory of its container, or has no bound, is a volume', () => {
    expect(mounted({ emptyDir: { sizeLimit: '51Mi' } }).volumes).toEqual(named('app_v'));
    expect(mounted({ emptyDir: {} }).volumes).toEqual(named('app_v'));
    expect(mounted({ emptyDir: { sizeLimit: '51Mi' } }, {}, {}).tmpfs).toHaveLength(1);
  });

  test('claims are volumes, and a part of one is a volume of its own', () => {
    expect(mounted({ persistentVolumeClaim: { claimName: 'dumps' } }).volumes).toEqual(named('dumps'));
    expect(mounted({ ephemeral: { volumeClaimTemplate: {} } }).volumes).toEqual(named('app_v'));
    expect(mounted({ persistentVolumeClaim: { claimName: 'dumps' } }, { subPath: 'a/b', readOnly: true }).volumes).toEqual([
      { type: 'volume', source: 'dumps_a-b', target: '/m', read_only: true, volume: { nocopy: true } },
    ]);
  });

  test('a ConfigMap is a folder, one of its files, or a folder of those that are named', () => {
    const bind = (source: string) => [{ type: 'bind', source, target: '/m', read_only: true }];
    const whole = mounted({ configMap: { name: 'files' } });
    expect(whole.volumes).toEqual(bind('./config/files'));
    expect(whole.files.get('config/files/a')).toBe('A');
    expect(whole.files.get('config/files/b')).toBe('B');
    const one = mounted({ configMap: { name: 'files' } }, { subPath: 'b' });
    expect(one.volumes).toEqual(bind('./config/files/b'));
    expect([one.files.get('config/files/b'), one.files.has('config/files/a')]).toEqual(['B', false]);
    const renamed = mounted({ configMap: { name: 'files', items: [{ key: 'a', path: 'x/y' }] } });
    expect(renamed.volumes).toEqual(bind('./config/app_v'));
    expect(renamed.files.get('config/app_v/x/y')).toBe('A');
    expect(mounted({ configMap: { name: 'none' } }).volumes).toBeUndefined();
  });

  test('the keys of a Secret are files, each where it is on a cluster', () => {
    const secret = {
      secretName: 'login',
      items: [
        { key: 'password', path: 'sub/pass' },
        { key: 'user', path: 'user' },
      ],
    };
    expect(mounted({ secret }).secrets).toEqual([
      { source: 'login..password', target: '/m/sub/pass' },
      { source: 'login..user', target: '/m/user' },
    ]);
    expect(mounted({ secret }, { subPath: 'user' }).secrets).toEqual([{ source: 'login..user', target: '/m' }]);
    expect(mounted({ secret: { secretName: 'login' } }).secrets).toBeUndefined();
  });

  test('what one machine has not is left out', () => {
    expect(mounted({ downwardAPI: {} })).not.toHaveProperty('volumes');
    expect(mounted({}).volumes).toBeUndefined();
  });
});

test('volumes are given to their users before anybody uses them', () => {
  const mount = { volumeMounts: [{ name: 'data', mountPath: '/data' }] };
  const claims = { volumeClaimTemplates: [{ metadata: { name: 'data' } }], serviceName: 'db-pods' };
  const spec = { containers: [container(mount)], securityContext: { runAsUser: 999, fsGroup: 70 } };
  const services = servicesOf(
    workload('StatefulSet', 'db', spec, claims),
    workload('Deployment', 'any', { ...spec, securityContext: {}, volumes: [{ name: 'data', emptyDir: {} }] }),
  );
  expect(services.db.depends_on).toEqual({ shop_volumes: { condition: 'service_completed_successfully' } });
  expect(services.db.hostname).toBe('db-0');
  expect(services.shop_volumes.entrypoint[2]).toBe(
    'chmod 0777 /volumes/any_data\nchmod 0770 /volumes/db_data; chown 999:70 /volumes/db_data\n',
  );
  expect(services.shop_volumes).toMatchObject({
    user: '0:0',
    cap_drop: ['ALL'],
    cap_add: ['CHOWN', 'FOWNER'],
    network_mode: 'none',
    restart: 'no',
  });
});

test('init containers run one after the other, share volumes, and what is beside the main one shares its network', () => {
  const shared = { volumeMounts: [{ name: 'v', mountPath: '/v' }] };
  const services = servicesOf(
    workload('Deployment', 'app', {
      initContainers: [
        container({ name: 'one', ...shared }),
        container({ name: 'two' }),
        container({ name: 'native', restartPolicy: 'Always' }),
      ],
      containers: [container({ name: 'proxy' }), container({ name: 'app', ...shared })],
      volumes: [{ name: 'v', emptyDir: { sizeLimit: '1Mi' } }],
    }),
  );
  const done = (name: string) => ({ [name]: { condition: 'service_completed_successfully' } });
  expect(services.app_one.depends_on).toEqual(done('shop_volumes'));
  expect(services.app_two.depends_on).toEqual(done('app_one'));
  expect(services.app.depends_on).toEqual(done('app_two'));
  expect(services.app_one.volumes[0].source).toBe('app_v');
  expect(services.app.volumes[0].source).toBe('app_v');
  for (const name of ['app_proxy', 'app_native']) {
    expect(services[name]).toMatchObject({ network_mode: 'service:app', depends_on: { app: { condition: 'service_started' } } });
    expect(services[name].networks).toBeUndefined();
  }
});

test('a Job runs once and is tried again as often as its manifest says; one of a schedule runs when it is told to', () => {
  const spec = { containers: [container()] };
  const scheduled: JsonObject = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly', namespace: 'shop' },
    spec: { jobTemplate: { spec: { template: { spec } } } },
  };
  const services = servicesOf(workload('Job', 'once', spec, { backoffLimit: 2 }), workload('Job', 'usual', spec), scheduled);
  expect(services.once.restart).toBe('on-failure:2');
  expect(services.usual.restart).toBe('on-failure:6');
  expect(services.nightly).toMatchObject({ profiles: ['scheduled'], restart: 'no' });
  const made = {
    ...workload('Job', 'made', spec),
    metadata: { name: 'made', namespace: 'shop', annotations: { 'cdk8s-shop/makes-secrets': 'x' } },
  };
  expect(servicesOf(made)).toEqual({});
});

test('objects that no cluster admits, and a second workload of a name, do no harm', () => {
  expect(servicesOf(workload('Deployment', 'empty', {}))).toEqual({});
  expect(
    Object.keys(
      servicesOf(workload('Deployment', 'app', { containers: [container()] }), workload('Job', 'app', { containers: [container()] })),
    ),
  ).toEqual(['app']);
});
