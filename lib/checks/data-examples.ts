/** What the database of an example says beyond what all of them do; each part in flow style. */
interface Database {
  /** Fields of the StatefulSet's spec. */
  readonly spec?: Readonly<Record<string, string>>;
  /** Fields of the pods' spec. */
  readonly pods?: Readonly<Record<string, string>>;
  readonly mountPath?: string;
  /** Access mode of the claim; null for a database without one. */
  readonly mode?: string | null;
  /** Labels of the claim template. */
  readonly labels?: string;
}

/** A database of one pod, for examples. */
export function databaseExample({ spec, pods, mountPath = '/var/lib/postgresql/data', mode = 'ReadWriteOnce', labels }: Database = {}) {
  const template = `  volumeClaimTemplates:
    - metadata: { name: data${labels ? `, labels: ${labels}` : ''} }
      spec: { accessModes: [${mode}], resources: { requests: { storage: 50Gi } } }
`;
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  serviceName: orders-db
${fields(spec, 2)}  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec:
${fields(pods, 6)}      containers:
        - name: db
          image: postgres:17.6
          env: [{ name: PGDATA, value: /var/lib/postgresql/data/pgdata }]
          volumeMounts: [{ name: data, mountPath: ${mountPath} }]
${mode === null ? '' : template}`;
}

function fields(stated: Readonly<Record<string, string>> = {}, indent: number): string {
  return Object.entries(stated)
    .map(([name, value]) => `${' '.repeat(indent)}${name}: ${value}\n`)
    .join('');
}

/** A claim for one node, for examples. */
export const UPLOADS_CLAIM = `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads, namespace: shop }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
`;

/** A Deployment with that claim, for examples. */
export function cmsExample(replicas: number, strategy: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cms, namespace: shop }
spec:
  replicas: ${replicas}
  strategy: ${strategy}
  selector: { matchLabels: { app: cms } }
  template:
    metadata: { labels: { app: cms } }
    spec:
      containers: [{ name: app, image: registry.example/cms:2.4.1, volumeMounts: [{ name: uploads, mountPath: /uploads }] }]
      volumes: [{ name: uploads, persistentVolumeClaim: { claimName: uploads } }]
${UPLOADS_CLAIM}`;
}
