import { networksAround } from './addresses';
import { append } from './groups';

/** Finds the ranges of addresses that cover another one, without asking each. */
export class AddressRanges<T> {
  private readonly filed = new Map<string, T[]>();

  /** Files something under a range, which has to be a CIDR. */
  public add(cidr: string, item: T): void {
    const network = networksAround(cidr).at(-1);
    if (network !== undefined) append(this.filed, network, item);
  }

  /** What is filed under ranges that cover all of a CIDR, the narrowest first; nothing for what is none. */
  public covering(cidr: string): T[] {
    return networksAround(cidr)
      .reverse()
      .flatMap((network) => this.filed.get(network) ?? []);
  }
}
