import { isObject } from '../../manifests/json';
import { ingressRules, ingressWith } from '../ingress-rules';
import { manifestRule, type Rule } from '../rule';

/** An Ingress takes the hosts that it is for, and no others. */
export const INGRESS_ANY_HOST: Rule = manifestRule(
  {
    id: 'ingress-any-host',
    severity: 'warning',
    why: 'Whoever points a name at the address is served the shop under it, which is how sessions are stolen and caches poisoned; and one team answers for hosts of another.',
    wanted: 'rules for hosts that are named in full',
    fix: 'name each host',
    wrong: ingressWith({ host: '*.shop.example' }),
    right: ingressWith({}),
    see: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards'],
  },
  ['networking.k8s.io/Ingress'],
  function* open(manifest) {
    const { spec } = manifest.body;
    const backend = ['spec', 'defaultBackend'];
    if (isObject(spec) && isObject(spec.defaultBackend)) yield { field: backend, got: 'a backend for every host' };
    for (const { host, field } of ingressRules(manifest)) {
      if (host === undefined) yield { field, got: 'a rule for every host' };
      else if (host.startsWith('*')) yield { field: [...field, 'host'], got: `"${host}"` };
    }
  },
);
