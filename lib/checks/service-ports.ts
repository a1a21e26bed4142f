import { isObject, itemsAt, type Json, numberAt, textAt, textRecordAt } from '../manifests/json';
import { labelSelectorOf } from '../manifests/label-selector';
import type { Manifest } from '../manifests/manifest';
import { type ContainerPort, type Protocol, protocolOf } from '../manifests/pods';
import type { CheckTarget } from './rule';
import { indexOf } from './set-index';

/** A port of a Service, and what it leads to. */
export interface ServicePort {
  readonly index: number;
  /** Number or name at the pods. */
  readonly target: number | string;
  readonly protocol: Protocol;
  /** Whether the Service states the target; else it is the port's own number. */
  readonly stated: boolean;
}

/** The ports of a Service that lead to pods of the set which do not listen there, though they say on what they do listen. */
export function* unansweredPorts(manifest: Manifest, { manifests }: CheckTarget): Generator<ServicePort> {
  const selector = labelSelectorOf({ matchLabels: textRecordAt(manifest.body, 'spec', 'selector') });
  // A Service that stands for a host's name sends nothing to pods, whatever it selects.
  if (selector.length === 0 || textAt(manifest.body, 'spec', 'type') === 'ExternalName') return;
  for (const port of portsOf(manifest.body)) {
    let selected = false;
    let answered = false;
    for (const pods of indexOf(manifests).pods.selected(manifest.namespace ?? 'default', selector)) {
      selected = true;
      answered = pods.ports.some((p) => answers(p, port)) || (pods.ports.length === 0 && typeof port.target === 'number');
      if (answered) break;
    }
    if (selected && !answered) yield port;
  }
}

/** A name is looked up among the ports that containers declare, a number reaches whoever listens on it. */
function answers({ name, port, protocol }: ContainerPort, wanted: ServicePort): boolean {
  return protocol === wanted.protocol && (typeof wanted.target === 'string' ? name === wanted.target : port === wanted.target);
}

function portsOf(service: Json): ServicePort[] {
  return itemsAt(service, 'spec', 'ports').flatMap((body, index) => {
    if (!isObject(body)) return [];
    const own = numberAt(body, 'port');
    const stated = textAt(body, 'targetPort') || numberAt(body, 'targetPort') || undefined;
    const target = stated ?? own;
    return target === undefined ? [] : [{ index, target, protocol: protocolOf(body), stated: stated !== undefined }];
  });
}
