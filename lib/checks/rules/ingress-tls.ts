import { hasCertificate, ingressRules, ingressWith } from '../ingress-rules';
import { manifestRule, type Rule } from '../rule';

/** What customers type is encrypted on its way. */
export const INGRESS_TLS: Rule = manifestRule(
  {
    id: 'ingress-tls',
    severity: 'warning',
    why: 'Passwords and card numbers pass every network on the way as plain text, and browsers warn of the shop.',
    wanted: 'a certificate for each host, in spec.tls',
    fix: 'add the host to spec.tls, with the Secret of its certificate',
    wrong: ingressWith({}),
    right: ingressWith({ spec: '  tls: [{ hosts: [shop.example], secretName: edge-tls }]\n' }),
    see: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  },
  ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  function* plain(manifest) {
    for (const { host, field } of ingressRules(manifest))
      if (!hasCertificate(manifest, host)) yield { field: [...field, 'host'], got: `${host ?? 'every host'} without one` };
  },
);
