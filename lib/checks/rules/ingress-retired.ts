import { textAt, textRecordAt } from '../../manifests/json';
import { ingressWith } from '../ingress-rules';
import { manifestRule, type Rule } from '../rule';

/** The controller that serves an Ingress is maintained. */
export const INGRESS_RETIRED: Rule = manifestRule(
  {
    id: 'ingress-retired',
    severity: 'note',
    why: 'ingress-nginx is retired since March 2026: what is found in it from now on stays open, at the one place that everybody can reach.',
    wanted: 'a controller that is maintained',
    fix: 'move to the Gateway API, or to another controller',
    wrong: ingressWith({ annotations: 'nginx.ingress.kubernetes.io/proxy-body-size: 8m' }),
    right: ingressWith({ spec: '  ingressClassName: traefik\n' }),
    see: ['https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/'],
  },
  ['networking.k8s.io/Ingress'],
  function* retired({ body }) {
    const annotations = Object.keys(textRecordAt(body, 'metadata', 'annotations'));
    const own = annotations.find((name) => name.startsWith('nginx.ingress.kubernetes.io/'));
    if (own !== undefined) yield { field: ['metadata', 'annotations', own], got: 'an annotation of ingress-nginx' };
    else if (textAt(body, 'metadata', 'annotations', 'kubernetes.io/ingress.class') === 'nginx')
      yield { field: ['metadata', 'annotations', 'kubernetes.io/ingress.class'], got: '"nginx"' };
  },
);
