import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { HELPER_IMAGE } from '../core/helper-image';
import { Phase } from '../core/phase';
import { MAKES_SECRETS, secretAnnotation } from '../core/secret-annotations';
import type { Rule } from '../core/shop-error';
import { planProbes } from '../policy/probes';
import { connectApiServer } from './api-server';
import { emitExternalSecret } from './emit/custom-resources';
import { metadataOf, type Owner } from './emit/metadata';
import { emitObject } from './emit/object';
import { emitPodCompanions } from './emit/scaled-deployment';
import { emitJob } from './emit/workloads';
import { podsComponent } from './pods-component';
import type { ShopContext } from './shop-context';
import { ShopSecret } from './shop-secret';
import { imagesOf } from './workload-images';
import { footprintOf, planWorkload } from './workload-plan';
import { Priority, type SecretInput, type WorkloadProps } from './workload-props';
import { WORKLOAD_RULES } from './workload-rules';

/** Where the secret of a data service is, and how it comes to be there. */
export interface Credentials {
  readonly secretName: string;
  readonly passwordKey: string;
  readonly source: ShopSecret;
}

/** What the rules about secrets look at. */
export interface CredentialsInput {
  readonly credentials?: ShopSecret;
  readonly shop: ShopContext;
}

/** The source of a password: what the user named, or the cluster's store, or the Job. */
export function credentialsOf(shop: ShopContext, name: string, credentials: ShopSecret | undefined): Credentials {
  const source = credentials ?? (shop.cluster.clusterSecretStore ? ShopSecret.external(`${shop.name}/${name}`) : ShopSecret.generated());
  if (source._source === 'existing') return { secretName: source._name, passwordKey: source._key, source };
  return { secretName: `${name}-credentials`, passwordKey: 'password', source };
}

/** Names of the Secrets that the shop makes for a service: none where it names one that exists. */
export function madeSecrets(credentials: Credentials | undefined): string[] {
  return credentials && credentials.source._source !== 'existing' ? [credentials.secretName] : [];
}

/** What is refused of the source of a password. */
export const CREDENTIALS_RULES: ReadonlyArray<Rule<CredentialsInput>> = [
  {
    code: 'SHOP-S003',
    broken: ({ credentials, shop }) =>
      shop.profile.requireSecretSource && credentialsOf(shop, '', credentials).source._source === 'generated'
        ? ['a password without a named source']
        : [],
    wanted: 'ShopSecret.existing(…) or ShopSecret.external(…), in this profile',
    fix: 'name the Secret, or declare the clusterSecretStore of the cluster',
  },
  {
    code: 'SHOP-S004',
    broken: ({ credentials, shop }) =>
      credentials?._source === 'external' && !shop.cluster.clusterSecretStore ? [`ShopSecret.external("${credentials._name}")`] : [],
    wanted: 'a cluster with External Secrets',
    fix: "set the ClusterProfile's clusterSecretStore, or use ShopSecret.existing",
  },
];

/** The key of a Secret that the user named, for the rules of such references; a derived name needs no check. */
export function namedSecrets(credentials: ShopSecret | undefined): SecretInput[] {
  return credentials?._source === 'existing' ? [{ secretName: credentials._name, key: credentials._key }] : [];
}

/** Image of the Job, for the rules of images, where a Job makes the password. */
export function credentialsImages(shop: ShopContext, credentials: ShopSecret | undefined): string[] {
  const generated = credentialsOf(shop, '', credentials).source._source === 'generated';
  return generated && !shop.profile.requireSecretSource ? imagesOf(shop, HELPER_IMAGE) : [];
}

/** What the rules of something outside see of it: beside its place, the Secret that its clients read. */
export function outsideInput<P extends { readonly credentials?: ShopSecret }>(shop: ShopContext, props: P) {
  return { ...props, id: '', props: { secrets: namedSecrets(props.credentials) }, ports: [], profile: shop.profile };
}

/** What is refused of the Secret of something outside. */
export const OUTSIDE_CREDENTIALS_RULES: ReadonlyArray<ReadonlyArray<Rule<ReturnType<typeof outsideInput>>>> = [
  WORKLOAD_RULES,
  [
    {
      code: 'SHOP-S005',
      broken: ({ credentials }) =>
        credentials === undefined || credentials._source === 'existing'
          ? []
          : [`ShopSecret.${credentials._source}(…) for something outside`],
      wanted: 'ShopSecret.existing(…): nothing is emitted for what is outside, so nothing would make the Secret',
      fix: 'name a Secret that exists in the namespace',
    },
  ],
];

/** Emits what makes the Secret, where something has to: an ExternalSecret, or the create-if-absent Job. */
export function emitCredentials(scope: Construct, owner: Owner, credentials: Credentials, keys: readonly string[]): void {
  const { source, secretName } = credentials;
  if (source._source === 'external') {
    const properties = keys.map((key) => [key, key === credentials.passwordKey ? source._key : key]);
    emitExternalSecret(scope, owner, secretName, Object.fromEntries(properties), source._name);
  }
  if (source._source === 'generated') emitCredentialsJob(scope, owner, secretName, keys);
}

/** Tries of the Job: policies and DNS of a namespace that is minutes old may need a while. */
const TRIES = 10;

/**
 * A Job that may create Secrets and nothing else: it can neither read, change nor delete one. Kubernetes cannot limit
 * `create` to a name. An answer of 409 means that the Secret is there, and it stays as it is.
 */
function emitCredentialsJob(parent: Construct, owner: Owner, secretName: string, keys: readonly string[]): void {
  const { shop } = owner;
  const scope = new Construct(parent, 'Credentials');
  const name = secretName;
  const props: WorkloadProps = {
    image: HELPER_IMAGE,
    command: ['/bin/sh', '-c', script(shop.namespace, secretName, keys)],
    user: { uid: 100, gid: 101 },
    // In memory, so that the password never reaches the disk of the node.
    writablePaths: [{ path: '/tmp', memory: true }],
    serviceAccountToken: true,
  };
  const plan = planWorkload(shop, {
    name,
    path: scope.node.path,
    role: 'credentials',
    props,
    ports: [],
    probes: planProbes({ startupSeconds: 0 }),
    graceSeconds: 5,
    priority: Priority.BATCH,
  });
  const component = podsComponent(shop, {
    name,
    role: 'credentials',
    path: scope.node.path,
    phase: Phase.DATA,
    footprint: { pod: footprintOf(plan), replicas: 1, pods: 1, volumes: 0, storage: 0 },
  });
  shop.graph.join(component);
  connectApiServer(shop, component);

  const own = { ...owner, component };
  emitPodCompanions(scope, own, component, plan, []);
  emitCreateOnly(scope, own);
  emitJob(scope, 'Default', own, plan, {
    deadlineSeconds: 600,
    backoffLimit: TRIES,
    annotations: secretAnnotation(MAKES_SECRETS, [secretName]),
  });
}

function emitCreateOnly(scope: Construct, owner: Owner): void {
  const { name } = owner.component;
  emitObject(
    scope,
    'Role',
    k8s.KubeRole.manifest({ metadata: metadataOf(owner), rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }] }),
  );
  const binding = k8s.KubeRoleBinding.manifest({
    metadata: metadataOf(owner),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: owner.shop.namespace }],
  });
  emitObject(scope, 'RoleBinding', binding);
}

/**
 * 24 random bytes as hex: 192 bits, and no character that a URL or a config file would have to quote. They are
 * looked at before use, because a Secret with an empty password would never be made anew.
 */
function script(namespace: string, secretName: string, keys: readonly string[]): string {
  const data = keys.map((key, i) => `"${key}":"'"$value${i}"'"`).join(',');
  return [
    'set -eu',
    'account=/var/run/secrets/kubernetes.io/serviceaccount',
    "random() { head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \\n' | grep -E '^[0-9a-f]{48}$'; }",
    ...keys.map((_, i) => `value${i}=$(random)`),
    'umask 077',
    `printf 'Authorization: Bearer %s' "$(cat $account/token)" > /tmp/header`,
    `printf '%s' '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"${secretName}"},"stringData":{${data}}}' > /tmp/body`,
    `status=$(curl -sS --max-time 10 --cacert $account/ca.crt -H @/tmp/header -H 'Content-Type: application/json' --data @/tmp/body -o /tmp/answer -w '%{http_code}' https://kubernetes.default.svc/api/v1/namespaces/${namespace}/secrets)`,
    'case $status in',
    `201) echo 'created ${secretName}' ;;`,
    `409) echo '${secretName} is there and stays as it is' ;;`,
    '*) cat /tmp/answer; exit 1 ;;',
    'esac',
    '',
  ].join('\n');
}
