import { indexOf } from '../../checks/set-index';
import { at, objectAt, textAt, textRecordAt } from '../../manifests/json';
import { type FieldStep, fieldStepsText } from '../diff/field-diff';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { immutableCustomFields } from '../refusals/immutable-custom';
import { immutableFields } from '../refusals/immutable-fields';
import { refusalRecipe } from '../refusals/refusal-recipes';
import { jobReplacement } from '../refusals/replaced-jobs';
import { fieldsWithin, isWithin, type Update, updateOf } from '../update';
import { fieldsListed, valueText } from '../wording';

const TEXT: EffectText = {
  id: 'immutable-field',
  kind: 'refused',
  severity: 'error',
  reason: 'the API server lets an update of this kind change some fields only, and refuses the whole of an update that changes others',
  recipe: ['give the new form another name, apply it beside the old one and move what refers to it over'],
  before: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec: { containers: [{ name: postgres, image: registry.example/postgres:17.2 }] }
  volumeClaimTemplates:
    - metadata: { name: data, labels: { helm.sh/chart: postgres-1.4.0 } }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50Gi } } }
`,
  after: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec: { containers: [{ name: postgres, image: registry.example/postgres:17.2 }] }
  volumeClaimTemplates:
    - metadata: { name: data, labels: { helm.sh/chart: postgres-1.5.0 } }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50Gi } } }
`,
  see: [
    'https://github.com/kubernetes/kubernetes/tree/v1.36.3/pkg/apis',
    'https://github.com/helm/charts/issues/7803',
    'https://github.com/kubernetes-sigs/kustomize/issues/1009',
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  ],
};

/** What an update may not change: the API server refuses it, and with it everything else that it says. */
export const IMMUTABLE_FIELD: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const change of target.changes) {
      const update = updateOf(change);
      if (update) yield* refusal(update, target);
    }
  },
};

function* refusal(update: Update, target: ReviewTarget): Generator<Impact> {
  const fields = [...immutableFields(update, target.kubernetes.minor), ...immutableCustomFields(update, target.after)];
  if (fields.length > 0)
    yield {
      change: update,
      fields,
      summary: `is refused: ${summaryOf(update, fields)}`,
      recipe: refusalRecipe(update, fields),
      ...jobReplacement(update),
    };
  else yield* unlessDefault(update, target);
}

/** The situations that everybody meets have a sentence of their own. */
function summaryOf(update: Update, fields: readonly (readonly FieldStep[])[]): string {
  const { after } = update;
  const all = (path: string): boolean => fields.every((field) => isWithin(field, path));
  if (after.kind === 'StatefulSet' && all('spec.volumeClaimTemplates.metadata'))
    return `${fieldsListed(fields)} ${fields.length === 1 ? 'changes' : 'change'} with the release, and the claim templates of a StatefulSet cannot be changed, their labels included`;
  if (all('spec.selector') && relabelled(update).length > 0)
    return `${relabelled(update).join(', ')} went into spec.selector with the labels of the pods, as commonLabels of kustomize do, and the selector of a ${after.kind} cannot be changed`;
  if (after.kind === 'PersistentVolumeClaim' && all('spec.resources.requests.storage'))
    return `the claim would shrink from ${values(update, fields)}, and no volume shrinks`;
  if (after.kind === 'CustomResourceDefinition' && all('spec.versions'))
    return `${fieldsListed(fields)} stays until no object is stored in it any more`;
  // The value of a Secret is nobody's to read in a report.
  if (fields.length === 1 && !(after.kind === 'Secret' && all('data')))
    return `${fieldsListed(fields)} cannot change from ${values(update, fields)}`;
  return `${fieldsListed(fields)} cannot be changed`;
}

/** What the first of the fields was and is. */
function values({ fields }: Update, wanted: readonly (readonly FieldStep[])[]): string {
  const [text] = wanted.map(fieldStepsText);
  const found = fields.find(({ field }) => fieldStepsText(field) === text);
  return `${valueText(found?.before)} to ${valueText(found?.after)}`;
}

/** Labels that are new in the selector and in the pods' template alike. */
function relabelled({ before, after }: Update): string[] {
  const labels = (end: Update['after'], ...path: string[]) => textRecordAt(end.body, 'spec', ...path);
  const had = labels(before, 'selector', 'matchLabels');
  const pods = labels(before, 'template', 'metadata', 'labels');
  const fresh = labels(after, 'template', 'metadata', 'labels');
  return Object.entries(labels(after, 'selector', 'matchLabels'))
    .filter(([key, value]) => had[key] !== value && pods[key] !== value && fresh[key] === value)
    .map(([key]) => key);
}

/** A claim gets a class by default where it names none; one whose class lets nothing grow cannot grow. */
function* unlessDefault(update: Update, { before, after }: ReviewTarget): Generator<Impact> {
  if (update.object.split('/')[1] !== 'PersistentVolumeClaim') return;
  const named = fieldsWithin(update, 'spec.storageClassName');
  const wanted = textAt(update.after.body, 'spec', 'storageClassName');
  const recipe = (fields: readonly (readonly FieldStep[])[]) => refusalRecipe(update, fields);
  if (named.length > 0 && wanted !== undefined && !isDefault(wanted, [before, after]))
    yield {
      change: update,
      fields: named,
      severity: 'warning',
      summary: `is refused unless ${valueText(wanted)} is the class that the claim was given by default`,
      recipe: recipe(named),
    };
  const grown = fieldsWithin(update, 'spec.resources.requests.storage');
  const storageClass = after.find('StorageClass', undefined, textAt(update.before.body, 'spec', 'storageClassName') ?? '');
  if (grown.length > 0 && storageClass && storageClass.body.allowVolumeExpansion !== true)
    yield {
      change: update,
      fields: grown,
      summary: `is refused: StorageClass ${storageClass.name} does not let volumes grow`,
      recipe: [
        `set allowVolumeExpansion: true in StorageClass ${storageClass.name}, if its driver can do it, and apply that first`,
        ...recipe([]),
      ],
    };
}

function isDefault(name: string, sets: readonly ReviewTarget['after'][]): boolean {
  const annotation = 'storageclass.kubernetes.io/is-default-class';
  return sets.some((set) => {
    const found = indexOf(set).find({ group: 'storage.k8s.io', kind: 'StorageClass', namespace: undefined, name });
    return at(objectAt(found?.body, 'metadata', 'annotations'), annotation) === 'true';
  });
}
