import { at, textAt, textRecordAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { manifestRule, type Rule } from '../rule';

const secret = (key: string) => `
apiVersion: v1
kind: Secret
metadata: { name: shop-example, namespace: shop }
type: kubernetes.io/tls
stringData: { tls.crt: '', ${key}: '' }
`;

/** Keys that a Secret of a type has to have. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
/** Of these it has to have one. */
const LOGIN = ['username', 'password'];
const ACCOUNT = 'kubernetes.io/service-account.name';

/** A Secret of a type has the keys of its type. */
export const REFUSED_SECRET: Rule = manifestRule(
  {
    id: 'refused-secret',
    severity: 'error',
    why: 'The API server refuses a Secret without the keys of its type, even if something else would fill them later.',
    wanted: 'the keys of its type',
    fix: 'add the key, empty where it is filled later, or leave out the type',
    wrong: secret('private.key'),
    right: secret('tls.key'),
    see: ['https://kubernetes.io/docs/concepts/configuration/secret/#secret-types'],
  },
  ['/Secret'],
  function* refused(manifest) {
    const type = textAt(manifest.body, 'type') ?? '';
    const has = keysOf(manifest);
    for (const key of KEYS[type] ?? []) if (!has.has(key)) yield { field: ['data', key], got: `none in a Secret of the type ${type}` };
    if (type === 'kubernetes.io/ssh-auth' && isEmpty(manifest, 'ssh-privatekey'))
      yield { field: ['data', 'ssh-privatekey'], got: 'an empty one', wanted: 'a key', fix: 'fill it' };
    if (type === 'kubernetes.io/basic-auth' && !LOGIN.some((key) => has.has(key)))
      yield { field: ['data'], got: `neither in a Secret of the type ${type}`, wanted: LOGIN.join(' or ') };
    if (type === 'kubernetes.io/service-account-token' && !textAt(manifest.body, 'metadata', 'annotations', ACCOUNT))
      yield { field: ['metadata', 'annotations', ACCOUNT], got: 'none', wanted: 'the ServiceAccount of the token', fix: 'name it' };
  },
);

function keysOf({ body }: Manifest): ReadonlySet<string> {
  return new Set(['data', 'stringData'].flatMap((field) => Object.keys(textRecordAt(body, field))));
}

/** What is said in plain text takes the place of the other. */
function isEmpty({ body }: Manifest, key: string): boolean {
  return (at(body, 'stringData', key) ?? at(body, 'data', key)) === '';
}
