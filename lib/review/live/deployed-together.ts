import { ARGO, FLUX, HELM, KAPP, keepersOf } from '../../checks/pruners';
import { append } from '../../core/groups';
import { readable } from '../../core/readable';
import { type JsonObject, objectsAt, textAt } from '../../manifests/json';
import { manifestOf } from '../../manifests/manifest';
import { listed } from '../wording';
import { type DeliveryMark, marksOf } from './delivery-marks';
import { labelWriters } from './field-owners';

/** Objects that come and go by their own rules, and not with what they were deployed with. */
const HOOKS = ['argocd.argoproj.io/hook', 'helm.sh/hook'];

/** Managers of fields by which tools sign that people and pipelines deploy with, whatever stands behind. */
const DEPLOYERS = /^(kubectl|helm|argocd|kustomize-controller|flux|kapp|pulumi|terraform|hashicorp)/i;

/** As what the tools sign that can be told to keep an object. Argo CD may be set to know objects by a label of everybody's. */
const SIGNATURES: ReadonlyArray<readonly [string, RegExp]> = [
  [ARGO.name, /^argocd/],
  [FLUX.name, /^kustomize-controller$/],
  [HELM.name, /^helm/i],
  [KAPP.name, /^kapp/],
];

/** Who copies the labels of a StatefulSet to its claims. */
const CONTROLLERS = 'kube-controller-manager';

/** What becomes of what was deployed together with the wanted objects. */
export interface DeployedTogether {
  /** What nobody wants any more, so that it goes. */
  readonly going: readonly JsonObject[];
  /** What stays, or may be somebody else's, for the user. */
  readonly notes: readonly string[];
}

/** What is known of whoever deploys the wanted objects. */
export interface Deployer {
  readonly marks: readonly DeliveryMark[];
  /** As which managers of fields he has written labels of the marks. */
  readonly writers: ReadonlySet<string>;
}

/** Whoever deploys some objects: by the marks that they are given, and by those that they have in the cluster. */
export function deployerOf(wanted: readonly JsonObject[], live: readonly JsonObject[]): Deployer {
  const all = new Map([...wanted, ...live].flatMap(marksOf).map((mark) => [mark.text, mark]));
  const writers = live.flatMap((object) => marksOf(object).flatMap(({ labels }) => labels.flatMap((label) => labelWriters(object, label))));
  const tools = [...all.values()].filter(({ tool }) => tool !== undefined);
  // A tool deletes what it knows itself, and nothing that only looks alike.
  return { marks: tools.length > 0 ? tools : [...all.values()], writers: new Set(writers.filter((name) => name !== CONTROLLERS)) };
}

/** Live objects that nobody wants any more, of those that whoever deploys the wanted ones has deployed with them. */
export function deployedTogether(others: readonly JsonObject[], deployer: Deployer): DeployedTogether {
  const going: JsonObject[] = [];
  const staying = new Map<string, string[]>();
  for (const object of others) {
    const marks = leavesWithOthers(object) ? sharedMarks(object, deployer) : [];
    if (marks.length === 0) continue;
    const reason = reasonToStay(object, marks);
    if (reason === undefined) going.push(object);
    else append(staying, reason, nameOf(object));
  }
  return { going, notes: [...staying].map(([reason, names]) => `in no manifest, ${reason}: ${names.join(', ')}`) };
}

function nameOf(object: JsonObject): string {
  const { group, kind, namespace, name } = manifestOf(object);
  return readable([group, kind, namespace, name].filter(Boolean).join('/'));
}

/** Of an object that another tool, or another delivery, knows as its own, labels that anybody may write say nothing. */
function sharedMarks(object: JsonObject, { marks, writers }: Deployer): readonly DeliveryMark[] {
  const own = marksOf(object);
  const tools = own.filter(({ tool }) => tool !== undefined);
  const known = new Set(marks.map(({ text }) => text));
  return (tools.length > 0 ? tools : own).filter((mark) => known.has(mark.text) && isWritten(mark, object, writers));
}

/** Whether the labels of a mark were written by somebody who deploys: controllers copy those of what they make others from. */
function isWritten({ labels }: DeliveryMark, object: JsonObject, writers: ReadonlySet<string>): boolean {
  return labels.every((label) => labelWriters(object, label).some((name) => writers.has(name) || DEPLOYERS.test(name)));
}

/** What a controller has made goes with what it was made for, hooks by their own rules, and what is on its way out is gone. */
function leavesWithOthers(object: JsonObject): boolean {
  return (
    objectsAt(object, 'metadata', 'ownerReferences').length === 0 &&
    textAt(object, 'metadata', 'deletionTimestamp') === undefined &&
    HOOKS.every((name) => textAt(object, 'metadata', 'annotations', name) === undefined)
  );
}

/** Why an object stays that is known by some marks; undefined where it goes. */
function reasonToStay(object: JsonObject, marks: readonly DeliveryMark[]): string | undefined {
  const tools = new Set(marks.flatMap((mark) => mark.tool ?? signedBy(object, mark)));
  const keepers = new Set(keepersOf(object).map(({ name }) => name));
  if (tools.size > 0 && [...tools].every((tool) => keepers.has(tool))) return `and kept by ${listed([...tools])}, which is told so`;
  if (textAt(object, 'metadata', 'namespace') === undefined && marks.every(({ tool }) => tool === undefined))
    return 'perhaps another namespace’s by its labels, and not taken to go';
  return undefined;
}

/** Tools that have signed as writers of labels that anybody may write. */
function signedBy(object: JsonObject, { labels }: DeliveryMark): string[] {
  const writers = labels.flatMap((label) => labelWriters(object, label));
  return SIGNATURES.flatMap(([name, pattern]) => (writers.some((writer) => pattern.test(writer)) ? [name] : []));
}
