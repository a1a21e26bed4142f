/** Why a registry gave no digest, told to the user who can mend it. Never holds a secret. */
export class RegistryFailure extends Error {
  public constructor(
    /** What there is instead, as the end of a sentence that begins with "got". */
    public readonly got: string,
    public readonly fix: string,
  ) {
    super(`got ${got}; wanted its digest. Fix: ${fix}.`);
  }
}

/** A failure of the network, which may be over in a moment. */
export class Unreached extends RegistryFailure {}

/** Words of a registry that go to a terminal: one short line without control characters. */
export function saidBy(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  return line.length > MAX_SAID ? `${line.slice(0, MAX_SAID)}…` : line;
}

const MAX_SAID = 160;
