import type { Construct } from 'constructs';
import type { Component } from '../../model/component';
import type { PodPlan } from '../../policy/pod-plan';
import type { ConfigFile, ShopPort } from '../workload-props';
import { emitDisruptionBudget, emitService } from './companions';
import type { Owner } from './metadata';
import { emitPodCompanions } from './scaled-deployment';
import { emitStatefulSet } from './workloads';

/** A stateful component, decided. */
export interface StatefulService {
  readonly component: Component;
  readonly plan: PodPlan;
  readonly replicas: number;
  readonly claim?: { readonly name: string; readonly bytes: number };
  readonly parallel: boolean;
  readonly files: readonly ConfigFile[];
  readonly serviceName: string;
  /** Ports that clients dial. */
  readonly ports: readonly ShopPort[];
  /** Ports that only the pods themselves use, by the names of the headless Service. */
  readonly peerPorts?: readonly ShopPort[];
  /** Annotations of the StatefulSet beside those that every one has. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Name of the Service that gives each pod of a StatefulSet its address. */
export function headlessName(component: string): string {
  return `${component}-pods`;
}

/**
 * A StatefulSet with everything that belongs to it. Two Services: clients dial one stable address that outlives the
 * pod; the headless one is for the pods' own names.
 */
export function emitStatefulService(scope: Construct, owner: Owner, s: StatefulService): void {
  const headless = headlessName(s.component.name);
  emitPodCompanions(scope, owner, s.component, s.plan, s.files);
  emitService(scope, owner, {
    id: 'Headless',
    name: headless,
    // It does no translation, so its ports are the containers'.
    ports: [...s.ports, ...(s.peerPorts ?? [])].map(({ name, port }) => ({ name, port })),
    headless: true,
  });
  emitService(scope, owner, {
    id: 'Service',
    name: s.serviceName,
    ports: s.ports.map(({ name, port, servicePort }) => ({ name, port: servicePort ?? port })),
  });
  emitStatefulSet(scope, owner, s.plan, { ...s, headless });
  emitDisruptionBudget(scope, owner);
}
