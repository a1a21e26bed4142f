import type { Component } from '../model/component';
import { PAYMENT_ZONE_LABELS } from '../model/payment-zone';

type Labels = Record<string, string>;

/** Labels whose value this library owns; a user's label of the same key is refused. */
export const OWNED_LABEL_PREFIX = 'app.kubernetes.io/';

/**
 * The frozen selector of a component: it is immutable in the API, so it holds no version, hash or user label.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
 */
export function selectorOf(name: string): Labels {
  return { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/name': name };
}

/** The one label by which policies and peers select the pods of a component: unique in the namespace. */
export function peerLabels(name: string): Labels {
  return { 'app.kubernetes.io/instance': name };
}

/**
 * Labels of every object of a component. The user's come first, so that they never replace the recommended set or a mark.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function labelsOf(component: Pick<Component, 'name' | 'role' | 'paymentZone'>, shop: string, own: Readonly<Labels> = {}): Labels {
  return {
    ...own,
    ...(component.paymentZone && PAYMENT_ZONE_LABELS),
    ...selectorOf(component.name),
    'app.kubernetes.io/component': component.role,
    'app.kubernetes.io/part-of': shop,
    'app.kubernetes.io/managed-by': 'cdk8s-shop',
  };
}
