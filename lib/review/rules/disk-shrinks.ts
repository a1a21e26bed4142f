import { at } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import { changeRule, type EffectRule, type EffectText, kindOf } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';

const cluster = (size: string) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders-db, namespace: shop }
spec: { instances: 2, storage: { size: ${size} } }
`;

const TEXT: EffectText = {
  id: 'disk-shrinks',
  kind: 'data-at-risk',
  severity: 'error',
  reason:
    'no volume of Kubernetes becomes smaller: the operator refuses the change or leaves the disk as it is, and manifests and cluster no longer agree',
  recipe: ['leave the size as it is', 'or make a new cluster of the smaller size, copy the data over, and switch its clients'],
  before: cluster('100Gi'),
  after: cluster('50Gi'),
  see: [
    'https://cloudnative-pg.io/documentation/current/storage/#volume-reduction',
    'https://strimzi.io/docs/operators/latest/deploying#proc-resizing-persistent-volumes-str',
  ],
};

/** Where custom resources state the size of their disks. */
const SIZES: readonly (readonly [kind: string, path: string])[] = [
  ['k8s.mariadb.com/MariaDB', 'spec.storage.size'],
  ['kafka.strimzi.io/Kafka', 'spec.kafka.storage.size'],
  ['kafka.strimzi.io/KafkaNodePool', 'spec.storage.size'],
  ['postgresql.cnpg.io/Cluster', 'spec.storage.size'],
  ['postgresql.cnpg.io/Cluster', 'spec.walStorage.size'],
  ['rabbitmq.com/RabbitmqCluster', 'spec.persistence.storage'],
];

const KINDS = SIZES.map(([kind]) => kind);

/** A custom resource asks for a smaller disk than it has. A claim itself is refused by the API server. */
export const DISK_SHRINKS: EffectRule = changeRule(TEXT, KINDS, function* smaller(change) {
  const update = updateOf(change);
  if (!update) return;
  for (const [kind, path] of SIZES) {
    if (kind !== kindOf(change)) continue;
    const [old, fresh] = [update.before, update.after].map(({ body }) => at(body, ...path.split('.')));
    const [before, after] = [quantityOf(old), quantityOf(fresh)];
    if (before !== undefined && after !== undefined && after < before)
      yield { fields: fieldsWithin(update, path), summary: `asks for a disk of ${fresh} where there is one of ${old}` };
  }
});
