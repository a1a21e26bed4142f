import { claimTemplatesOf } from '../../checks/claims';
import { type Json, type JsonObject, numberAt, requiredTextAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { quantityOf } from '../../manifests/quantity';
import { fieldsWithin, type Update } from '../update';

const TEMPLATES = 'spec.volumeClaimTemplates';

/** What is to be done about the claim templates of a StatefulSet before it is replaced; nothing where they are the same. */
export function claimTemplateSteps(update: Update): readonly string[] {
  const fields = fieldsWithin(update, TEMPLATES);
  if (fields.length === 0) return [];
  const labels = fieldsWithin(update, `${TEMPLATES}.metadata`);
  const sizes = sizeSteps(update);
  return [
    ...(labels.length > 0 ? ['leave out of the claim templates whatever changes with a release, such as the version of the chart'] : []),
    ...sizes,
    ...(labels.length + sizes.length === 0 ? ['the claims and volumes that exist stay as they are whatever the template says'] : []),
  ];
}

/** Whether a claim template asks for less than before, which no step gets to. */
export function claimShrinks(update: Update): boolean {
  return resized(update).some(({ old, fresh }) => (quantityOf(fresh) ?? 0) < (quantityOf(old) ?? 0));
}

interface Resized {
  readonly name: string;
  readonly old: Json | undefined;
  readonly fresh: Json | undefined;
}

function resized({ before, after }: Update): Resized[] {
  const old = new Map(templates(before));
  return templates(after).flatMap(([name, template]) => {
    const had = old.get(name);
    const [was, is] = [had, template].map((body) => textAt(body, 'spec', 'resources', 'requests', 'storage'));
    return had && quantityOf(was) !== quantityOf(is) ? [{ name, old: was, fresh: is }] : [];
  });
}

function templates(manifest: Manifest): (readonly [string, JsonObject])[] {
  return claimTemplatesOf(manifest).map(([, template]) => [requiredTextAt(template, 'metadata', 'name'), template] as const);
}

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims */
function sizeSteps(update: Update): string[] {
  const { name, namespace, body } = update.before;
  const last = numberAt(body, 'spec', 'replicas') ?? 1;
  const place = namespace === undefined ? '' : ` -n ${namespace}`;
  return resized(update).map(({ name: template, fresh }) => {
    const claim = `${template}-${name}`;
    const patch = `kubectl patch pvc ${claim}-0${place} -p '{"spec":{"resources":{"requests":{"storage":"${fresh}"}}}}'`;
    const others = last > 1 ? `, and so on to ${claim}-${last - 1}` : '';
    return `where the StorageClass has allowVolumeExpansion: true, grow each claim that exists: ${patch}${others}`;
  });
}
