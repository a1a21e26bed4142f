import { objectAt, textAt } from '../../manifests/json';
import type { FieldStep } from '../diff/field-diff';
import { isWithin, type Update } from '../update';
import { claimShrinks, claimTemplateSteps } from './claim-template-steps';

/** How to get from the old form of an object to one that an update may not make of it, step by step. */
export function refusalRecipe(update: Update, fields: readonly (readonly FieldStep[])[]): readonly string[] {
  const kind = update.object.split('/', 2).join('/');
  const has = (path: string): boolean => fields.some((field) => isWithin(field, path));
  return RECIPES[kind]?.({ ...update, has, ...commandWords(update) }) ?? ANEW(commandWords(update));
}

interface Words {
  /** What kubectl calls the object: `statefulset orders-db -n shop`. */
  readonly target: string;
}

interface Case extends Update, Words {
  readonly has: (path: string) => boolean;
}

function commandWords({ after: { kind, name, namespace } }: Update): Words {
  return { target: `${kind.toLowerCase()} ${name}${namespace === undefined ? '' : ` -n ${namespace}`}` };
}

const ANEW = ({ target }: Words): readonly string[] => [
  'give the new form another name, apply it beside the old one and move what refers to it over',
  `or accept the time without it: kubectl delete ${target}, then apply`,
];

const RECIPES: Readonly<Record<string, (refused: Case) => readonly string[]>> = {
  '/ConfigMap': frozenConfig,
  '/PersistentVolume': () => [
    'make a PersistentVolume of another name for the new place; a volume never moves',
    'copy the data over in a Job that mounts both claims',
  ],
  '/PersistentVolumeClaim': claim,
  '/Pod': ({ target }) => [`kubectl delete ${target}, then apply; a Deployment would replace its pods by itself`],
  '/Secret': secret,
  '/Service': service,
  'apiextensions.k8s.io/CustomResourceDefinition': definition,
  'apps/DaemonSet': orphaned,
  'apps/Deployment': deployment,
  'apps/ReplicaSet': orphaned,
  'apps/StatefulSet': statefulSet,
  'batch/Job': ({ target }) => [
    'give the Job a name of its own for each release, by the image tag or a hash, and a ttlSecondsAfterFinished that removes the old ones',
    `or let the old one finish, kubectl delete ${target}, then apply: it runs again from the beginning`,
  ],
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding,
  'rbac.authorization.k8s.io/RoleBinding': binding,
  'scheduling.k8s.io/PriorityClass': anotherClass,
  'storage.k8s.io/StorageClass': anotherClass,
};

function frozenConfig({ after: { kind } }: Case): readonly string[] {
  return [
    `write the new content as a ${kind} of another name, with a hash of it for example`,
    'name that one in the pods, which rolls them to it and back',
    'remove the old one when no pod reads it any more',
  ];
}

function secret(refused: Case): readonly string[] {
  if (!refused.has('type')) return frozenConfig(refused);
  return [
    'write a Secret of another name with the new type, and name that one in the pods',
    `or kubectl delete ${refused.target}, then apply: pods that start in between wait for it`,
  ];
}

function claim({ has }: Case): readonly string[] {
  if (!has('spec.resources'))
    return [
      'make a claim of another name as it should be',
      'stop what writes, copy the data over in a Job that mounts both, and name the new claim in the pods',
      'remove the old claim when the new one has proven itself',
    ];
  return [
    'keep the size; a volume never shrinks',
    'to pay for less, make a smaller claim of another name, stop what writes, copy the data over in a Job that mounts both, and name the new claim in the pods',
  ];
}

function service({ has, target, before }: Case): readonly string[] {
  const keep = has('spec.loadBalancerClass') || textAt(before.body, 'spec', 'type') === 'LoadBalancer';
  return [
    'make a Service of another name as it should be, with the same selector, and move its clients over, then remove the old one',
    `or accept the interruption: kubectl delete ${target}, then apply; its address changes${keep ? ', that of the load balancer too unless it is reserved' : ''}, and clients that have looked it up lose it`,
  ];
}

function definition({ has }: Case): readonly string[] {
  if (has('spec.versions'))
    return [
      'keep the version and serve it no longer: served: false',
      'write every object anew so that it is stored in the new version, and take the old one out of status.storedVersions',
      'then remove the version',
    ];
  return [
    'define the new form under another group or kind, and write the objects anew under it',
    'a definition that is deleted takes every object of its kind with it: save them first',
  ];
}

function deployment({ target, before, after }: Case): readonly string[] {
  const [old, fresh] = [before, after].map(({ body }) => JSON.stringify(objectAt(body, 'spec', 'selector', 'matchLabels')));
  return [
    `keep spec.selector as it is (${old}) and put new labels on the metadata and the pod template only; in kustomize, labels with includeSelectors: false instead of commonLabels`,
    `where the selector must be ${fresh}: give the Deployment another name, let both run, move the Service's selector over, then remove the old one`,
    `or accept the time without pods: kubectl delete ${target}, then apply`,
  ];
}

function orphaned({ target }: Case): readonly string[] {
  return [
    'keep spec.selector as it is, and put new labels on the metadata and the pod template only',
    `or accept the time without pods: kubectl delete ${target}, then apply`,
  ];
}

function statefulSet(refused: Case): readonly string[] {
  const { has, target } = refused;
  if (claimShrinks(refused))
    return [
      'keep the size in the claim template; a volume never shrinks',
      'to pay for less, make a StatefulSet of another name with the smaller disk, copy the data over (dump and restore), switch its clients, and remove the old one in a later change',
    ];
  return [
    ...claimTemplateSteps(refused),
    `kubectl delete ${target} --cascade=orphan: its pods and their volumes stay`,
    has('spec.selector')
      ? 'give the orphaned pods the labels of the new selector (kubectl label pod), else nobody owns them and the new ones cannot take their names'
      : 'apply the new one, which takes the pods back and replaces those that differ',
    ...(has('spec.selector') ? ['apply the new one, which takes the pods back and replaces those that differ'] : []),
  ];
}

function binding({ target }: Case): readonly string[] {
  return [
    'bind the new role by a binding of another name, apply both, then remove the old one',
    `or kubectl delete ${target}, then apply: in between its subjects may do nothing by it`,
  ];
}

function anotherClass({ after: { kind } }: Case): readonly string[] {
  return [`make a ${kind} of another name, and name it where the new values are wanted`, 'what was made by the old one keeps it'];
}
