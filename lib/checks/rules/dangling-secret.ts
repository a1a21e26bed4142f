import { indexedObjectsAt, itemsAt, type Json, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { configReferences } from '../config-references';
import { danglingRule, type Mention } from '../dangling';
import type { FieldPath } from '../finding';
import type { CheckTarget, Rule } from '../rule';
import { namespaceOf, type ObjectName } from '../set-index';

/** A Secret that is named is there. Secrets rightly stay out of manifests, so an absent one is only worth a look. */
export const DANGLING_SECRET: Rule = danglingRule(
  {
    id: 'dangling-secret',
    severity: 'note',
    why: 'Pods that read a Secret which is not there never start, an edge without its certificate serves one that browsers refuse, a scaler without its login sees no queue, and an image behind a login is not pulled.',
    wanted: 'a Secret, or a resource of which an operator makes one, or a mention of it in the setting `elsewhere`',
    fix: 'see that it is made before the manifests are applied, and name it in `elsewhere`',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: checkout, namespace: shop }
spec:
  containers:
    - name: app
      image: registry.example/checkout:2.4.1
      envFrom: [{ secretRef: { name: psp-key } }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: checkout, namespace: shop }
spec:
  containers:
    - name: app
      image: registry.example/checkout:2.4.1
      envFrom: [{ secretRef: { name: psp-key } }]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: psp-key, namespace: shop }
spec:
  secretStoreRef: { name: shop-secrets, kind: ClusterSecretStore }
  data: [{ secretKey: token, remoteRef: { key: psp } }]
`,
    see: ['https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data'],
  },
  function* secrets({ manifests }: CheckTarget) {
    for (const pods of manifests.pods)
      for (const { kind, name, key, optional, field } of configReferences(pods))
        if (kind === 'Secret' && key === undefined && !optional)
          yield { manifest: pods.manifest, field: [...pods.template, ...field], object: secretOf(pods.manifest, name) };
    for (const { manifest, spec, template } of manifests.pods) yield* pullSecrets(manifest, spec, [...template, 'spec']);
    for (const manifest of manifests.of('ServiceAccount', '')) yield* pullSecrets(manifest, manifest.body, []);
    for (const manifest of manifests.of('TriggerAuthentication', 'keda.sh')) yield* loginsOfScaler(manifest);
    for (const manifest of manifests.of('Ingress', 'networking.k8s.io')) yield* certificatesOfIngress(manifest);
    for (const manifest of manifests.of('Gateway', 'gateway.networking.k8s.io')) yield* certificatesOfGateway(manifest);
  },
);

function* pullSecrets(manifest: Manifest, holder: Json, field: FieldPath): Generator<Mention> {
  for (const [index, secret] of indexedObjectsAt(holder, 'imagePullSecrets')) {
    const name = textAt(secret, 'name');
    if (name) yield { manifest, field: [...field, 'imagePullSecrets', index, 'name'], object: secretOf(manifest, name) };
  }
}

/** KEDA reads them from the namespace of the one that it scales for; what is for all namespaces is in KEDA's own. */
function* loginsOfScaler(manifest: Manifest): Generator<Mention> {
  for (const [index, target] of indexedObjectsAt(manifest.body, 'spec', 'secretTargetRef')) {
    const name = textAt(target, 'name');
    if (name) yield { manifest, field: ['spec', 'secretTargetRef', index, 'name'], object: secretOf(manifest, name) };
  }
}

function* certificatesOfIngress(manifest: Manifest): Generator<Mention> {
  for (const [index, tls] of itemsAt(manifest.body, 'spec', 'tls').entries()) {
    const name = textAt(tls, 'secretName');
    if (name) yield { manifest, field: ['spec', 'tls', index, 'secretName'], object: secretOf(manifest, name) };
  }
}

function* certificatesOfGateway(manifest: Manifest): Generator<Mention> {
  for (const [index, listener] of itemsAt(manifest.body, 'spec', 'listeners').entries())
    for (const [nth, ref] of indexedObjectsAt(listener, 'tls', 'certificateRefs')) {
      const name = textAt(ref, 'name');
      const field = ['spec', 'listeners', index, 'tls', 'certificateRefs', nth, 'name'];
      const namespace = textAt(ref, 'namespace');
      const isSecret = (textAt(ref, 'kind') ?? 'Secret') === 'Secret' && (textAt(ref, 'group') ?? '') === '';
      if (name && isSecret) yield { manifest, field, object: secretOf(manifest, name, namespace) };
    }
}

function secretOf(manifest: Manifest, name: string, namespace?: string): ObjectName {
  return { group: '', kind: 'Secret', namespace: namespace ?? namespaceOf(manifest), name };
}
