/** A line of a stack trace, with its file. */
const FRAME = /^ {4}at (?:.* \()?(?:file:\/\/)?([^()]+?:\d+):\d+\)?(?: \{)?$/;

/**
 * What an app of Node said when an error ended it: the message, and the line of the user's own code that led to it;
 * undefined where it said something else. The rest of the trace leads through libraries and helps nobody.
 */
export function readableError(stderr: string, folder: string): string | undefined {
  const lines = stderr.split(/\r?\n/);
  const first = lines.findIndex((line) => /^\s{4}at /.test(line));
  if (first < 0) return undefined;
  const marker = lines
    .slice(0, first)
    .map((line) => /^\s*\^+\s*$/.test(line))
    .lastIndexOf(true);
  const message = lines
    .slice(marker + 1, first)
    .join('\n')
    .trim();
  const own = lines.slice(first).find((line) => isOwn(FRAME.exec(line)?.[1] ?? '', folder));
  const place = FRAME.exec(own ?? '')?.[1]?.replace(`${folder}/`, '');
  // The class says nothing beside a message that is made to be read.
  return `${message.replace(/^(?:Uncaught )?(?:Shop)?Error: /, '')}${place === undefined ? '' : `\n  at ${place}`}`;
}

function isOwn(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`) && !file.includes('/node_modules/');
}
