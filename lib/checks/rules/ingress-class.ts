import { objectAt, textAt } from '../../manifests/json';
import { ingressWith } from '../ingress-rules';
import { oncePerSet } from '../once-per-set';
import { manifestRule, type Rule } from '../rule';

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

const hasDefaultClass = oncePerSet((manifests) =>
  manifests.of('IngressClass', 'networking.k8s.io').some(({ body }) => textAt(body, 'metadata', 'annotations', DEFAULT_CLASS) === 'true'),
);

/** An Ingress says whose it is. A note: most clusters have a class for those that don't. */
export const INGRESS_CLASS: Rule = manifestRule(
  {
    id: 'ingress-class',
    severity: 'note',
    why: 'Without a class it is served by the default of the cluster: by none where there is no default, and by another with each cluster.',
    wanted: 'an ingressClassName',
    fix: 'name the class that is meant to serve it',
    wrong: ingressWith({}),
    right: ingressWith({ spec: '  ingressClassName: traefik\n' }),
    see: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class'],
  },
  ['networking.k8s.io/Ingress'],
  function* unclassed({ body }, { manifests }) {
    const annotation = objectAt(body, 'metadata', 'annotations')['kubernetes.io/ingress.class'];
    if (textAt(body, 'spec', 'ingressClassName') === undefined && annotation === undefined && !hasDefaultClass(manifests))
      yield { field: ['spec', 'ingressClassName'], got: 'none' };
  },
);
