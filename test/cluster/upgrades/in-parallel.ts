/** Does a task for each item, at most `width` at a time, and gives what each came to in their order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.map((item, i) => ({ item, i }));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next.i] = await task(next.item);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
