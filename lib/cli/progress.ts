import type { Terminal } from './terminal';

/** After this, a person who sees nothing begins to wonder. */
const PATIENCE_MS = 1000;

/**
 * Does work and says on the terminal of a person how far it has come, once it takes longer than a second. The line goes
 * when the work is done; where no person reads, nothing is written.
 */
export async function withProgress<T>(
  terminal: Pick<Terminal, 'error' | 'watched'>,
  work: (say: (text: string) => void) => Promise<T>,
): Promise<T> {
  if (!terminal.watched) return work(() => undefined);
  let text = '';
  let seconds = 0;
  const draw = (): void => terminal.error(`\r\u001b[K${text}… ${seconds} s`);
  const timer = setInterval(() => {
    seconds += 1;
    draw();
  }, PATIENCE_MS);
  try {
    return await work((next) => {
      text = next;
      if (seconds > 0) draw();
    });
  } finally {
    clearInterval(timer);
    if (seconds > 0) terminal.error('\r\u001b[K');
  }
}
