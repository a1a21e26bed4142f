import { itemsAt, textAt, textRecordAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { FieldPath } from '../finding';
import { ingressRules, ingressWith } from '../ingress-rules';
import type { Breach, CheckTarget, Rule } from '../rule';

/** One path of one host, with the Ingress that claims it. */
interface Claim {
  readonly manifest: Manifest;
  readonly field: FieldPath;
  readonly route: string;
  /** The same for two claims that meet at one controller. */
  readonly key: string;
}

const CANARY = 'nginx.ingress.kubernetes.io/canary';

/** A request has one place to go. */
export const ROUTE_TAKEN: Rule = {
  id: 'route-taken',
  severity: 'error',
  why: 'Which of the two gets the requests depends on the controller, and on which Ingress is older: a new one may take the checkout away from the shop.',
  wanted: 'one Ingress for each host and path',
  fix: 'remove one of the two, or route another path',
  wrong: `${ingressWith({})}---${ingressWith({}).replace('name: edge', 'name: old-edge')}`,
  right: `${ingressWith({})}---${ingressWith({ host: 'old.shop.example' }).replace('name: edge', 'name: old-edge')}`,
  see: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches'],
  *find({ manifests }: CheckTarget): Iterable<Breach> {
    const first = new Map<string, Claim>();
    for (const claim of [...manifests.of('Ingress', 'networking.k8s.io')].flatMap(claimsOf)) {
      const earlier = first.get(claim.key);
      if (!earlier) first.set(claim.key, claim);
      else yield { manifest: claim.manifest, field: claim.field, got: `${claim.route}, which ${identityOf(earlier.manifest)} has too` };
    }
  },
};

function claimsOf(manifest: Manifest): Claim[] {
  const annotations = textRecordAt(manifest.body, 'metadata', 'annotations');
  // A canary shares the route of the one that it is tried beside.
  if (annotations[CANARY] === 'true') return [];
  const className = textAt(manifest.body, 'spec', 'ingressClassName') ?? annotations['kubernetes.io/ingress.class'] ?? '';
  return ingressRules(manifest).flatMap(({ host = '*', body, field }) =>
    itemsAt(body, 'http', 'paths').map((path, index) => {
      const type = textAt(path, 'pathType') ?? '';
      const route = `${host}${textAt(path, 'path') ?? '/'}`;
      return { manifest, field: [...field, 'http', 'paths', index], route, key: [className, type, route].join('\0') };
    }),
  );
}
