import fc from 'fast-check';
import { CacheUse, PortProtocol } from '../../lib';
import {
  type ClusterDescription,
  type ComponentDescription,
  type LinkDescription,
  type MetricsDescription,
  type PortDescription,
  type ShopDescription,
  WORLD,
} from './shop-description';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const mostlyFalse = fc.nat({ max: 3 }).map((n) => n === 3);
const link: fc.Arbitrary<LinkDescription> = fc.record({ to: fc.nat({ max: 20 }), port: fc.nat({ max: 2 }), verb: fc.nat({ max: 1 }) });
const client = { links: fc.array(link, { maxLength: 5, size: 'max' }), sidecar: mostlyFalse, token: mostlyFalse };
const metrics = fc.constantFrom<MetricsDescription>('none', 'own', 'other');
const protocol = fc.constantFrom(PortProtocol.HTTP, PortProtocol.GRPC, PortProtocol.TCP);

/** Numbers that the data services use too, so that a rule which takes the wrong end's port shows. */
const mainPort: fc.Arbitrary<PortDescription> = fc.record({
  container: fc.constantFrom(8080, 50_051, 5432, 5672),
  service: maybe(fc.constantFrom(80, 443, 8080)),
  protocol,
});

/** The place is part of the number, which keeps ports of one component apart. */
const extraPort = (place: number): fc.Arbitrary<PortDescription> =>
  fc.record({ container: fc.constantFrom(7000 + place, 7010 + place), service: maybe(fc.constant(8100 + place)), protocol });

const ports = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(mainPort) },
  { weight: 1, arbitrary: fc.tuple(mainPort, extraPort(1)) },
  { weight: 1, arbitrary: fc.tuple(mainPort, extraPort(1), extraPort(2)) },
);

const server = { ...client, ports, metrics, fixedServiceName: mostlyFalse };

const component: fc.Arbitrary<ComponentDescription> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('web' as const), ...server, replicas: fc.constant(1), peerPorts: fc.constant([]) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('worker' as const),
      ...client,
      port: maybe(fc.constant(8080)),
      metrics,
      scales: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('job' as const), ...client, scheduled: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('database' as const), backup: fc.boolean(), existingSecret: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('queue' as const), replicas: fc.constantFrom<1 | 3>(1, 3), existingSecret: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cache' as const),
      use: fc.constantFrom(CacheUse.CART, CacheUse.SESSION, CacheUse.PAGE),
      authentication: fc.boolean(),
      existingSecret: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('store' as const),
      ...server,
      replicas: fc.integer({ min: 1, max: 3 }),
      peerPorts: fc.constantFrom([], [9300], [9300, 9301]),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('in-cluster' as const),
      namespace: fc.constantFrom(...WORLD.neighbours),
      podLabels: fc.constantFrom<{ [key: string]: string }>(...WORLD.neighbourLabels),
      port: mainPort,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('external' as const),
      as: fc.constantFrom('service', 'database', 'queue', 'cache', 'store'),
      host: fc.constantFrom(...WORLD.externalHosts),
      port: maybe(fc.constantFrom(443, 8443, 6432)),
      cidrs: maybe(fc.subarray([...WORLD.externalCidrs], { minLength: 1 })),
    }),
  },
);

const cluster: fc.Arbitrary<ClusterDescription> = fc.record({
  kubernetes: fc.constantFrom('1.34', '1.27', '1.31', '1.36'),
  api: fc.constantFrom('ingress', 'gateway'),
  dataPlane: fc.constantFrom<ClusterDescription['dataPlane']>(
    {},
    { namespace: WORLD.dataPlaneNamespace },
    { podLabels: WORLD.dataPlaneLabels },
    { namespace: WORLD.dataPlaneNamespace, podLabels: WORLD.dataPlaneLabels },
    { cidrs: [...WORLD.dataPlaneCidrs] },
    { namespace: WORLD.dataPlaneNamespace, cidrs: [...WORLD.dataPlaneCidrs] },
    { podLabels: WORLD.dataPlaneLabels, cidrs: [...WORLD.dataPlaneCidrs] },
  ),
  monitoringNamespace: maybe(fc.constantFrom(...WORLD.monitoringNamespaces)),
  kedaNamespace: maybe(fc.constant(WORLD.kedaNamespace)),
  clusterSecretStore: maybe(fc.constant('vault')),
  prometheusOperator: fc.boolean(),
  resourceMetrics: fc.boolean(),
  zones: fc.integer({ min: 1, max: 3 }),
  nodeCidrs: fc.constantFrom<string[]>([], [WORLD.nodeCidr]),
  apiServerCidrs: maybe(fc.constant([WORLD.apiServerCidr])),
});

/** Random shops of one to a dozen components. */
export const randomShop: fc.Arbitrary<ShopDescription> = fc.record({
  profile: fc.constantFrom('development', 'staging'),
  cluster,
  components: fc.array(component, { minLength: 1, maxLength: 12, size: 'max' }),
  routes: fc.array(link, { maxLength: 3, size: 'max' }),
});
