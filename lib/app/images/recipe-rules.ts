import { isAbsolutePath, isName } from '../../core/names';
import { looksLikeSecret } from '../../core/secret-text';
import type { Rule } from '../../core/shop-error';
import { basesOf } from '../../model/image-plan';
import { quotedTexts, type RecipeInput } from './recipe-words';

/** A path of a context as a Dockerfile takes it without quotes; patterns are paths too. */
const CONTEXT_PATH = /^[\w.@+~*?[\]-]+(\/[\w.@+~*?[\]-]+)*\/?$/;

/** A word that means itself to a shell. */
const SHELL_WORD = /^[\w.@%+=:,/-]+$/;

const VARIABLE = /^[A-Za-z_]\w*$/;
const LABEL = /^[a-z0-9]+([._-][a-z0-9]+)*$/;
const DIGEST = /^sha256:[a-f0-9]{64}$/;

function leadsOut(path: string): boolean {
  return !CONTEXT_PATH.test(path) || path.split('/').includes('..');
}

/** Faults of one set of named texts. */
function badTexts(texts: Readonly<Record<string, string>> | undefined, what: string, name: RegExp): string[] {
  return Object.keys(texts ?? {})
    .filter((key) => !name.test(key))
    .map((key) => `the ${what} "${key}"`);
}

function secretTexts(texts: Readonly<Record<string, string>> | undefined, what: string): string[] {
  return Object.entries(texts ?? {})
    .filter(([name, text]) => looksLikeSecret(name, text))
    .map(([name]) => `the ${what} "${name}"`);
}

/** References of bases without a digest, each once. */
export function unpinnedBases(plan: RecipeInput['plan']): string[] {
  const references = (plan ? basesOf(plan) : []).filter(({ digest }) => digest === undefined).map(({ reference }) => reference);
  return [...new Set(references)];
}

/** A base that has no digest where digests are asked for; by the recipe, or by the profile of a shop. */
export const DIGEST_RULE: Rule<{ readonly unpinned: readonly string[] }> = {
  code: 'SHOP-B003',
  broken: ({ unpinned }) => unpinned.map((reference) => `the base "${reference}"`),
  wanted: 'a digest for every base, so that a build of tomorrow begins with what was tested',
  fix: 'give baseDigests an entry for it, such as images.lock.json has',
};

/** What is refused of every recipe. */
export const RECIPE_RULES: ReadonlyArray<Rule<RecipeInput>> = [
  {
    code: 'SHOP-B001',
    broken: ({ name }) => (isName(name) ? [] : [`the name "${name}"`]),
    wanted: 'lower-case letters, digits and hyphens, beginning with a letter, at most 63',
    fix: 'rename the image',
  },
  {
    code: 'SHOP-B002',
    broken: ({ kind, props, plan }) =>
      plan ? [] : [[kind, props.version, props.flavour && `on ${props.flavour}`].filter((part) => part !== undefined).join(' ')],
    wanted: 'a version and flavour that ShopImage.compare() lists for the kind',
    fix: 'choose one of them, and give base and buildBase where yours is newer',
  },
  {
    ...DIGEST_RULE,
    broken: ({ props, plan }) => (props.requireBaseDigests ? DIGEST_RULE.broken({ unpinned: unpinnedBases(plan) }) : []),
  },
  {
    code: 'SHOP-B004',
    broken: ({ props: { port, listens } }) =>
      port === undefined || listens === false || (Number.isInteger(port) && port >= 1024 && port <= 65_535) ? [] : [`the port ${port}`],
    wanted: 'a whole number from 1024 to 65535: below, only root may listen, and no image runs as root',
    fix: 'let the program listen above 1023; the Service may have any port, by servicePort',
  },
  {
    code: 'SHOP-B005',
    broken: ({ props: { user } }) =>
      [...new Set(user ? [user.uid, user.gid ?? user.uid] : [])]
        .filter((id) => !Number.isInteger(id) || id < 1 || id > 2 ** 31 - 1)
        .map((id) => `the user or group id ${id}`),
    wanted: 'a whole number from 1: root is refused by Pod Security restricted',
    fix: 'give another id, or leave the user out',
  },
  {
    code: 'SHOP-B006',
    broken: ({ words }) => [
      ...words.inContext.filter(leadsOut).map((path) => `the path "${path}"`),
      ...words.inImage.filter((path) => !isAbsolutePath(path) || /\s/.test(path)).map((path) => `the path "${path}"`),
    ],
    wanted: 'a path inside the context, without "..", a slash at its beginning or a space; in the image, an absolute one',
    fix: 'correct the path, or give a context further up',
  },
  {
    code: 'SHOP-B007',
    broken: ({ props, words }) => [
      ...words.shell.filter((word) => !SHELL_WORD.test(word)).map((word) => `the word "${word}"`),
      ...badTexts(props.env, 'variable', VARIABLE),
      ...badTexts(props.buildArgs, 'argument', VARIABLE),
      ...badTexts(props.labels, 'label', LABEL),
    ],
    wanted: 'a name of letters, digits and _ . : / @ + = - as a Dockerfile takes it without quotes',
    fix: 'correct the name',
  },
  {
    code: 'SHOP-B008',
    broken: ({ props }) => [
      ...secretTexts(props.buildArgs, 'argument'),
      ...secretTexts(props.labels, 'label'),
      ...secretTexts(props.env, 'variable'),
    ],
    wanted: 'no secret in what everybody reads who has the image',
    fix: 'give the build a secret by `secrets`, and the program one by its connections',
  },
  {
    code: 'SHOP-B009',
    broken: (input) =>
      quotedTexts(input)
        .filter((text) => /\p{Cc}|\\/u.test(text))
        .map((text) => `the text ${JSON.stringify(text)}`),
    wanted: 'a text of one line without a backslash, which builders and linters read differently',
    fix: 'remove the line break or backslash',
  },
  {
    code: 'SHOP-B010',
    broken: ({ words }) => words.lists.filter((list) => list.length === 0 || list[0] === '').map(() => 'an empty list'),
    wanted: 'a command, or a package, to begin with',
    fix: 'name it',
  },
  {
    code: 'SHOP-B011',
    broken: ({ props: { baseDigests } }) =>
      Object.entries(baseDigests ?? {})
        .filter(([, digest]) => !DIGEST.test(digest))
        .map(([reference, digest]) => `the digest "${digest}" of ${reference}`),
    wanted: 'sha256: and 64 hex digits for every base',
    fix: 'take the digest from the registry, with `docker buildx imagetools inspect`',
  },
];
