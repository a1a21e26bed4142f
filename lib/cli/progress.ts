import type { Terminal } from './terminal';

/** After this, a person who sees nothing begins to wonder. */
const PATIENCE_MS = 1000;

/** Takes back the line that was drawn. */
const CLEAR = '\r\u001b[K';

/** How work lets itself be heard. */
export interface Progress {
  /** What it is at, and how far; for who looks on, until the next text. */
  readonly say: (text: string) => void;
  /** A line that stays, for everybody. */
  readonly tell: (line: string) => void;
}

/**
 * Does work and says on the terminal of a person how far it has come, once it takes longer than a second. The line goes
 * when the work is done; where no person reads, nothing is written of it.
 */
export async function withProgress<T>(
  terminal: Pick<Terminal, 'error' | 'watched'>,
  work: (say: Progress['say'], tell: Progress['tell']) => Promise<T>,
): Promise<T> {
  const tell = (line: string): void => terminal.error(`${line}\n`);
  if (!terminal.watched) return work(() => undefined, tell);
  let text = '';
  let seconds = 0;
  const draw = (): void => terminal.error(`${CLEAR}${text}… ${seconds} s`);
  const timer = setInterval(() => {
    seconds += 1;
    draw();
  }, PATIENCE_MS);
  const say = (next: string): void => {
    text = next;
    if (seconds > 0) draw();
  };
  const tellAbove = (line: string): void => {
    if (seconds > 0) terminal.error(CLEAR);
    tell(line);
    if (seconds > 0) draw();
  };
  try {
    return await work(say, tellAbove);
  } finally {
    clearInterval(timer);
    if (seconds > 0) terminal.error(CLEAR);
  }
}
