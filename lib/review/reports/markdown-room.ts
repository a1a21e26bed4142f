/** A part of a comment that can be told in part. */
export interface Section {
  /** What stands before its items. */
  readonly open: string;
  /** In the order in which they matter; one that has no room is not written. */
  readonly items: readonly (() => string)[];
  /** What stands behind them. */
  readonly close: string;
  /** What is said of items that have no room. */
  readonly left: (count: number) => string;
}

/** How many items that have no room are passed over for the smaller ones behind them. */
const MOST_PASSED = 5;

/** Sections in a room of characters, the first ones first. One that has no room for all says how many items it left out, and there is always room for that. */
export function fitted(sections: readonly Section[], room: number): string {
  const least = ({ left, items }: Section): number => left(items.length).length;
  let kept = sections.reduce((sum, section) => sum + least(section), 0);
  let text = '';
  for (const section of sections) {
    kept -= least(section);
    text += inRoom(section, room - text.length - kept);
  }
  return text;
}

function inRoom({ open, items, close, left }: Section, room: number): string {
  const told: string[] = [];
  let passed = 0;
  let free = room - open.length - close.length - left(items.length).length;
  for (const item of items) {
    const text = item();
    if (text.length <= free) {
      told.push(text);
      free -= text.length;
    } else if (++passed > MOST_PASSED) break;
  }
  const missing = left(items.length - told.length);
  return told.length === 0 ? missing : [open, ...told, missing, close].join('');
}
