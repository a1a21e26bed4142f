import { type Completion, completionsOf } from '../completion';
import { EXIT, type ExitCode, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Verb, Words } from '../verb';

/** What a shell needs: a script that asks this command, and the form of the answers. */
interface Shell {
  readonly script: string;
  readonly answer: (completion: Completion) => string;
}

/**
 * The scripts ask the command at every press of the key, so that they know its verbs, options and values whatever its
 * version. Where it answers nothing, they complete files.
 */
const SHELLS: Readonly<Record<string, Shell>> = {
  bash: {
    script: `_cdk8s_shop() {
  local IFS=$'\\n'
  COMPREPLY=($("\${COMP_WORDS[0]}" completion bash --next -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _cdk8s_shop cdk8s-shop
`,
    answer: ({ word }) => word,
  },
  zsh: {
    script: `#compdef cdk8s-shop
_cdk8s_shop() {
  local -a found
  found=("\${(@f)$("\${words[1]}" completion zsh --next -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then
    _describe cdk8s-shop found
  else
    _files
  fi
}
compdef _cdk8s_shop cdk8s-shop
`,
    answer: ({ word, about }) => `${word.replaceAll(':', '\\:')}${about === '' ? '' : `:${about}`}`,
  },
  fish: {
    script: `function __cdk8s_shop
  set -l words (commandline -opc) (commandline -ct)
  set -l found ($words[1] completion fish --next -- $words[2..-1] 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c cdk8s-shop -f -a '(__cdk8s_shop)'
`,
    answer: ({ word, about }) => `${word}${about === '' ? '' : `\t${about}`}`,
  },
};

const NAMES = Object.keys(SHELLS);

/** `cdk8s-shop completion`: the script for a shell, and the answers to what it asks. */
export function completionVerb(verbs: () => readonly Verb[]): Verb {
  return {
    name: 'completion',
    operands: NAMES.join('|'),
    about: 'Print what makes a shell complete verbs, options and their values.',
    options: [{ name: 'next', help: 'answer what may come next after the words that follow --; the scripts ask so' }],
    choices: NAMES,
    examples: [
      { line: 'cdk8s-shop completion bash >> ~/.bashrc', about: 'for bash' },
      { line: 'cdk8s-shop completion zsh >> ~/.zshrc', about: 'for zsh, after compinit' },
      { line: 'cdk8s-shop completion fish > ~/.config/fish/completions/cdk8s-shop.fish', about: 'for fish' },
    ],
    notes: 'The shell has to find cdk8s-shop by its name: npm install --global cdk8s-shop, or node_modules/.bin in PATH.',
    run: (words, terminal) => complete(verbs(), words, terminal),
  };
}

function complete(verbs: readonly Verb[], words: Words, terminal: Terminal): ExitCode {
  const [name = '', ...typed] = words.operands;
  const shell = Object.hasOwn(SHELLS, name) ? SHELLS[name] : undefined;
  if (!shell) throw new UsageError(`${name === '' ? 'no shell' : `no shell "${name}"`}: one of ${NAMES.join(', ')} is wanted`);
  if (!words.has('next')) terminal.out(shell.script);
  else for (const completion of completionsOf(verbs, typed)) terminal.out(`${shell.answer(completion)}\n`);
  return EXIT.done;
}
