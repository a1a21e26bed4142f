import { textRecordAt } from '../../manifests/json';
import { ingressWith } from '../ingress-rules';
import { manifestRule, type Rule } from '../rule';

/** An Ingress brings no configuration of its own into the proxy that all share. */
export const INGRESS_SNIPPET: Rule = manifestRule(
  {
    id: 'ingress-snippet',
    severity: 'error',
    why: "What the snippet says runs with the rights of the controller, which can read the Secrets of the whole cluster (CVE-2021-25742); a controller with today's defaults refuses the Ingress.",
    wanted: 'no annotation with a snippet',
    fix: 'use an annotation for what is meant, or a policy of the controller',
    wrong: ingressWith({ annotations: 'nginx.ingress.kubernetes.io/configuration-snippet: "more_set_headers x;"' }),
    right: ingressWith({}),
    see: ['https://github.com/kubernetes/ingress-nginx/issues/7837'],
  },
  ['networking.k8s.io/Ingress'],
  function* snippets({ body }) {
    for (const name of Object.keys(textRecordAt(body, 'metadata', 'annotations')))
      if (/^[\w.]*nginx[\w.]*\/[\w-]*snippets?$/.test(name)) yield { field: ['metadata', 'annotations', name], got: 'a snippet' };
  },
);
