import { isConfigKey } from '../../core/names';
import { objectAt, textRecordAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { anyManifestRule, type Rule } from '../rule';
import { bytesOf, bytesOfBase64 } from '../size';

/** Most that the values of a ConfigMap or Secret may take together, 1 MiB. */
const MOST_DATA = 1_048_576;
/** Most that etcd takes in one request, 1.5 MiB, unless it is told otherwise. */
const MOST_REQUEST = 1_572_864;

/** What an object holds has keys and a size that the API server and its store take. */
export const REFUSED_DATA: Rule = anyManifestRule(
  {
    id: 'refused-data',
    severity: 'error',
    why: 'The API server refuses the object.',
    wanted: 'a file name of letters, digits, -, _ and ., at most 253 characters',
    fix: 'rename the key',
    wrong: `
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop }
data: { pages/index.html: '<h1>Books</h1>' }
`,
    right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop }
data: { index.html: '<h1>Books</h1>' }
`,
    see: [
      'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
      'https://etcd.io/docs/v3.5/dev-guide/limit/#request-size-limit',
    ],
  },
  function* refused(manifest) {
    const [plain = '', encoded = ''] = dataFields(manifest);
    for (const field of dataFields(manifest))
      for (const key of Object.keys(objectAt(manifest.body, field)))
        if (!isConfigKey(key)) yield { field: [field, key], got: JSON.stringify(key) };
        else if (field === 'binaryData' && Object.hasOwn(objectAt(manifest.body, plain), key))
          yield {
            field: [encoded, key],
            got: `${JSON.stringify(key)}, which data has too`,
            wanted: 'each key once',
            fix: 'rename or remove one of the two',
          };
    const fix = 'keep what is large in the image, a volume or a bucket';
    const data = dataBytes(manifest);
    const all = bytesOf(JSON.stringify(manifest.body));
    if (data > MOST_DATA) yield { field: [], got: `${data} bytes of values`, wanted: `at most ${MOST_DATA}`, fix };
    else if (all > MOST_REQUEST) yield { field: [], got: `${all} bytes as JSON`, wanted: `at most ${MOST_REQUEST}`, fix };
  },
);

/** Fields of keys and values, the one with plain text first, the one in base64 last. */
function dataFields({ group, kind }: Manifest): readonly string[] {
  if (group === '' && kind === 'ConfigMap') return ['data', 'binaryData'];
  return group === '' && kind === 'Secret' ? ['stringData', 'data'] : [];
}

function dataBytes(manifest: Manifest): number {
  const { body } = manifest;
  const [plain = '', encoded = ''] = dataFields(manifest);
  const texts = textRecordAt(body, plain);
  // What a Secret says in plain text takes the place of what it says in base64.
  const rest = Object.entries(textRecordAt(body, encoded)).filter(([key]) => !Object.hasOwn(texts, key));
  return (
    sum(Object.values(texts), bytesOf) +
    sum(
      rest.map(([, text]) => text),
      bytesOfBase64,
    )
  );
}

function sum(texts: readonly string[], size: (text: string) => number): number {
  return texts.reduce((total, text) => total + size(text), 0);
}
