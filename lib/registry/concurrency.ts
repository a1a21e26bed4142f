/** Lets so many tasks run at a time; the others wait in the order in which they came. */
export class Limit {
  private readonly waiting: Array<() => void> = [];

  public constructor(private free: number) {}

  public async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      // A place goes to the next one and is never free in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
