/** An image that a Dockerfile names, or the text where one should be: a variable that nothing fills. */
export interface DockerfileImage {
  readonly image: string;
  /** From 1. */
  readonly line: number;
}

/** What FROM may name that no registry has. */
const SCRATCH = 'scratch';

/**
 * Images that the stages of a Dockerfile build upon or copy from, other than its own earlier stages. Variables are
 * filled with the defaults of the ARGs before the first FROM, since no others count there.
 * @see https://docs.docker.com/reference/dockerfile/#from
 */
export function imagesInDockerfile(text: string): DockerfileImage[] {
  const args = new Map<string, string>();
  const stages = new Set<string>([SCRATCH]);
  const images: DockerfileImage[] = [];
  let begun = false;
  for (const { name, rest, line } of instructionsIn(text)) {
    if (name === 'ARG' && !begun) noteArgs(rest, args);
    begun ||= name === 'FROM';
    if (name !== 'FROM' && name !== 'COPY') continue;
    const named = name === 'FROM' ? fromOf(rest) : copiedFrom(rest);
    const image = named && filled(named.image, args);
    if (image !== undefined && !stages.has(image.toLowerCase()) && !(name === 'COPY' && /^\d+$/.test(image))) images.push({ image, line });
    if (named?.stage) stages.add(named.stage.toLowerCase());
  }
  return images;
}

interface Named {
  readonly image: string;
  readonly stage?: string;
}

function fromOf(rest: string): Named | undefined {
  const [image, as, stage] = rest.split(/\s+/).filter((word) => word !== '' && !word.startsWith('--'));
  if (image === undefined) return undefined;
  // A stage without a name is known by its number alone, and FROM takes none.
  return { image, ...(as?.toUpperCase() === 'AS' && stage !== undefined && { stage }) };
}

function copiedFrom(rest: string): Named | undefined {
  const image = /(?:^|\s)--from=(\S+)/.exec(rest)?.[1];
  return image === undefined ? undefined : { image };
}

function noteArgs(rest: string, args: Map<string, string>): void {
  for (const [, name = '', quoted, plain] of rest.matchAll(/(\w+)=(?:["']([^"']*)["']|(\S*))/g)) args.set(name, quoted ?? plain ?? '');
}

/** A variable without a value stays as it is written, which is no image. */
function filled(text: string, args: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g, (written, bare, braced, otherwise) => {
    const value = args.get(bare ?? braced);
    return (value === '' ? otherwise : (value ?? otherwise)) ?? written;
  });
}

interface Instruction {
  readonly name: string;
  readonly rest: string;
  readonly line: number;
}

/** Instructions with their continued lines joined. Lines of here-documents are none, even if they begin with "from". */
function* instructionsIn(text: string): Iterable<Instruction> {
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    let whole = lines[at] ?? '';
    if (/^\s*(#|$)/.test(whole)) continue;
    while (/\\\s*$/.test(whole) && at + 1 < lines.length) {
      const next = lines[++at] ?? '';
      if (!/^\s*#/.test(next)) whole = `${whole.replace(/\\\s*$/, ' ')}${next}`;
    }
    const [, name = '', rest = ''] = /^\s*(\w+)\s*(.*)$/.exec(whole) ?? [];
    yield { name: name.toUpperCase(), rest, line };
    for (const [, mark] of whole.matchAll(/<<-?["']?([A-Za-z_]\w*)["']?/g)) {
      const end = lines.findIndex((text, index) => index > at && text.trim() === mark);
      if (end >= 0) at = end;
    }
  }
}
