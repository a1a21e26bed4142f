/** A number of things: `1 pod`, `3 pods`, `2 boxes`. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
