import { textRecordAt } from '../../manifests/json';
import { ingressWith } from '../ingress-rules';
import { manifestRule, type Rule } from '../rule';

/** Annotations that keep a request on plain HTTP, by controller. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  'nginx.ingress.kubernetes.io/ssl-redirect': ['false'],
  'nginx.ingress.kubernetes.io/force-ssl-redirect': ['false'],
  'ingress.kubernetes.io/ssl-redirect': ['false'],
  'ingress.kubernetes.io/force-ssl-redirect': ['false'],
  'nginx.org/redirect-to-https': ['false', 'False'],
  'haproxy.org/ssl-redirect': ['false'],
  'traefik.ingress.kubernetes.io/router.entrypoints': ['web', 'http'],
};

/** Nobody is left on plain HTTP. */
export const INGRESS_PLAIN_HTTP: Rule = manifestRule(
  {
    id: 'ingress-plain-http',
    severity: 'warning',
    why: 'Who types the name without https stays on plain HTTP, with the session that everybody on the same network can take.',
    wanted: 'a redirect to HTTPS',
    fix: 'remove the annotation, or turn it around',
    wrong: ingressWith({ annotations: 'haproxy.org/ssl-redirect: "false"' }),
    right: ingressWith({ annotations: 'haproxy.org/ssl-redirect: "true"' }),
    see: ['https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md'],
  },
  ['networking.k8s.io/Ingress'],
  function* plain({ body }) {
    for (const [name, value] of Object.entries(textRecordAt(body, 'metadata', 'annotations')))
      if (Object.hasOwn(PLAIN, name) && PLAIN[name]?.includes(value)) yield { field: ['metadata', 'annotations', name], got: `"${value}"` };
  },
);
