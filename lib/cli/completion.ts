import { optionsOf, type Verb } from './verb';

/** One word that may come next. */
export interface Completion {
  readonly word: string;
  readonly about: string;
}

/**
 * What may stand in the place of the last of the words that were typed after the command; nothing where it may be any
 * text, such as a file, which shells complete by themselves.
 */
export function completionsOf(verbs: readonly Verb[], typed: readonly string[]): readonly Completion[] {
  // bash gives `--format=json` as three words.
  const words = typed.filter((word, i) => word !== '=' || i === typed.length - 1);
  const last = words.at(-1) === '=' ? '' : (words.at(-1) ?? '');
  const verb = verbs.find(({ name }) => name.split(' ').every((word, i) => words[i] === word && i < words.length - 1));
  return (verb ? afterVerb(verb, words.slice(verb.name.split(' ').length, -1), last) : verbsAfter(verbs, words.slice(0, -1))).filter(
    ({ word }) => word.startsWith(last),
  );
}

/** Verbs of several words are told word by word. */
function verbsAfter(verbs: readonly Verb[], before: readonly string[]): Completion[] {
  const found = new Map<string, Completion>();
  for (const { name, about } of verbs) {
    const parts = name.split(' ');
    const next = parts[before.length];
    if (next === undefined || before.some((word, i) => parts[i] !== word) || found.has(next)) continue;
    found.set(next, { word: next, about: about.split('\n')[0] ?? '' });
  }
  return [...found.values()];
}

function afterVerb(verb: Verb, before: readonly string[], last: string): Completion[] {
  const options = optionsOf(verb);
  const open = options.find(({ name, value }) => value && before.at(-1) === `--${name}`);
  if (open) return (open.choices ?? []).map((word) => ({ word, about: '' }));
  if (!last.startsWith('-')) return (verb.choices ?? []).map((word) => ({ word, about: '' }));
  const given = new Set(before);
  return options
    .filter(({ name, many }) => many || !given.has(`--${name}`))
    .map(({ name, help }) => ({ word: `--${name}`, about: help.split('\n')[0] ?? '' }));
}
