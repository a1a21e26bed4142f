import { CLAIM_PRUNE } from '../../../lib/checks/rules/claim-prune';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const WANTED =
  'wanted the annotation by which the tool that delivers the manifests keeps a claim. Fix: set argocd.argoproj.io/sync-options to Prune=false,Delete=false for Argo CD, kustomize.toolkit.fluxcd.io/prune to disabled for Flux, helm.sh/resource-policy to keep for Helm.';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CLAIM_PRUNE, CLAIM_PRUNE.wrong)).toEqual([
    `/PersistentVolumeClaim/shop/uploads metadata.annotations["argocd.argoproj.io/sync-options"]: got nothing, in what Argo CD delivers; ${WANTED}`,
  ]);
  expect(messagesOf(CLAIM_PRUNE, CLAIM_PRUNE.right)).toEqual([]);
});

test.each(['Prune=false', 'Prune=confirm', 'Validate=false, Prune=false'])('Argo CD keeps a claim with %s', (options) => {
  expect(messagesOf(CLAIM_PRUNE, edited(CLAIM_PRUNE.right, 'Prune=false,Delete=false', options))).toEqual([]);
});

test.each(['Prune=true', 'Delete=false', 'PruneLast=true'])('Argo CD does not keep a claim with %s', (options) => {
  expect(messagesOf(CLAIM_PRUNE, edited(CLAIM_PRUNE.right, 'Prune=false,Delete=false', options))[0]).toContain(
    `got ${JSON.stringify(options)}, in what Argo CD delivers`,
  );
});

const withAnnotations = (job: string, claim: string) =>
  edited(edited(CLAIM_PRUNE.wrong, 'argocd.argoproj.io/hook: PreSync', job), 'annotations: {}', `annotations: { ${claim} }`);

test('Flux is told by an annotation of its own', () => {
  const flux = 'kustomize.toolkit.fluxcd.io/force: enabled';
  expect(messagesOf(CLAIM_PRUNE, withAnnotations(flux, ''))).toEqual([
    `/PersistentVolumeClaim/shop/uploads metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]: got nothing, in what Flux delivers; ${WANTED}`,
  ]);
  expect(messagesOf(CLAIM_PRUNE, withAnnotations(flux, 'kustomize.toolkit.fluxcd.io/prune: disabled'))).toEqual([]);
});

test('manifests for both tools speak to both', () => {
  const both = 'argocd.argoproj.io/hook: PreSync, kustomize.toolkit.fluxcd.io/force: enabled';
  expect(messagesOf(CLAIM_PRUNE, withAnnotations(both, ''))).toHaveLength(2);
  expect(messagesOf(CLAIM_PRUNE, withAnnotations(both, 'kustomize.toolkit.fluxcd.io/prune: disabled'))).toHaveLength(1);
});

test('where no tool is spoken to, nothing is known to prune', () => {
  expect(messagesOf(CLAIM_PRUNE, withAnnotations('example.com/owner: shop', ''))).toEqual([]);
});

test.each(['app.kubernetes.io/managed-by: Helm', 'heritage: Helm'])('a claim labelled %s is removed with its release', (label) => {
  const plain = withAnnotations('example.com/owner: shop', '');
  const helm = edited(plain, 'name: uploads\n', `name: uploads\n  labels: { ${label} }\n`);
  expect(messagesOf(CLAIM_PRUNE, helm)).toEqual([
    `/PersistentVolumeClaim/shop/uploads metadata.annotations["helm.sh/resource-policy"]: got nothing, in what Helm delivers; ${WANTED}`,
  ]);
  expect(messagesOf(CLAIM_PRUNE, edited(helm, 'annotations: {  }', 'annotations: { helm.sh/resource-policy: keep }'))).toEqual([]);
});

test('what Argo CD renders from a chart is its own', () => {
  const rendered = edited(CLAIM_PRUNE.right, 'name: uploads\n', 'name: uploads\n  labels: { heritage: Helm }\n');
  expect(messagesOf(CLAIM_PRUNE, rendered)).toEqual([]);
});
