import { sortedRecord } from '../../core/order';
import type { Component } from '../../model/component';
import { labelsOf } from '../../policy/labels';
import type { ShopContext } from '../shop-context';

/** Who an object belongs to: what every emitter needs to name and label it. */
export interface Owner {
  readonly shop: ShopContext;
  readonly component: Pick<Component, 'name' | 'role' | 'paymentZone'>;
  /** The user's own labels of the component. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Metadata of an object: its name, namespace, the recommended labels, the user's. */
export function metadataOf(owner: Owner, name: string = owner.component.name, annotations: Readonly<Record<string, string>> = {}) {
  const all = { ...owner.shop.annotations, ...annotations };
  return {
    name,
    namespace: owner.shop.namespace,
    labels: objectLabels(owner),
    ...(Object.keys(all).length > 0 && { annotations: sortedRecord(all) }),
  };
}

/** Labels of an object and of the pods of a component. */
export function objectLabels({ shop, component, labels }: Owner): Record<string, string> {
  return sortedRecord(labelsOf(component, shop.name, { ...shop.labels, ...labels }));
}
