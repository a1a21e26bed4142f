import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, parseDocument } from 'yaml';
import { manifestOf } from '../../lib/manifests/manifest';
import { allTold } from '../support/reviewed';

const DIST = join(__dirname, '../../dist');
const TEXTS = readdirSync(DIST)
  .sort()
  .flatMap((file) => parseAllDocuments(readFileSync(join(DIST, file), 'utf8')).map((document) => document.toString()));
const SHOP = TEXTS.join('---\n');

/** The images of a document, each in its next patch; a tag that names a series gets a release within it. */
function bumped(text: string): string {
  return text.replace(/(?<=image: \S+:)[\d.]+/g, (version) => {
    const [major = '', minor = '', patch = '0'] = version.split('.');
    return `${major}.${minor}.${Number(patch) + 1}`;
  });
}

const WITH_IMAGES = TEXTS.filter((text) => bumped(text) !== text);

/** What the bump of an image does, by the workload of the demo shop. */
const DONE: Readonly<Record<string, RegExp>> = {
  'StatefulSet carts': /^rolls-pods warning recreates /,
  'StatefulSet order-events': /^rolls-pods warning recreates /,
  'StatefulSet orders-db': /^rolls-pods warning recreates /,
  // A Job is made anew: it is gone ten minutes after its end, and Argo CD and Flux replace it by its annotations.
  'Job carts-credentials': /^immutable-field note refused /,
  'Job migrate-orders': /^immutable-field note refused /,
  'Job order-events-credentials': /^immutable-field note refused /,
  'Job orders-db-credentials': /^immutable-field note refused /,
  'Deployment fulfilment': /^rolls-pods note rolls /,
  'Deployment orders': /^rolls-pods note rolls /,
  'Deployment storefront': /^rolls-pods note rolls /,
};

test.each(WITH_IMAGES.map((text): [string, string] => [workloadIn(text), text]))(
  'a bump of the image of %s is exactly one effect',
  (workload, text) => {
    const effects = allTold(SHOP, TEXTS.map((other) => (other === text ? bumped(text) : other)).join('---\n'));
    expect(effects).toEqual([expect.stringMatching(DONE[workload] ?? /^$/)]);
  },
);

test('every workload of the shop has been looked at', () => {
  expect(WITH_IMAGES.map(workloadIn).sort()).toEqual(Object.keys(DONE).sort());
});

function workloadIn(text: string): string {
  const { kind, name } = manifestOf(parseDocument(text).toJS());
  return `${kind} ${name}`;
}
