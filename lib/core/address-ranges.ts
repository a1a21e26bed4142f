import { isIP } from 'node:net';
import { isCidr } from './addresses';
import { append } from './groups';

/** A range of addresses as what it is filed by. */
interface Range {
  readonly family: 4 | 6;
  readonly bits: number;
  readonly first: bigint;
}

/** Finds the ranges of addresses that cover another one, without asking each: by the lengths that their prefixes have. */
export class AddressRanges<T> {
  private readonly filed = new Map<string, T[]>();
  private readonly lengths = { 4: new Set<number>(), 6: new Set<number>() };

  /** Files something under a range, which has to be a CIDR. */
  public add(cidr: string, item: T): void {
    const range = rangeOf(cidr);
    this.lengths[range.family].add(range.bits);
    append(this.filed, keyOf(range, range.bits), item);
  }

  /** What is filed under ranges that cover all of a CIDR; nothing for what is none. */
  public covering(cidr: string): T[] {
    if (!isCidr(cidr)) return [];
    const range = rangeOf(cidr);
    const shorter = [...this.lengths[range.family]].filter((bits) => bits <= range.bits);
    return shorter.flatMap((bits) => this.filed.get(keyOf(range, bits)) ?? []);
  }
}

const WIDTHS = { 4: 32, 6: 128 } as const;

function keyOf({ family, first }: Range, bits: number): string {
  return `${family}/${bits}/${first >> BigInt(WIDTHS[family] - bits)}`;
}

function rangeOf(cidr: string): Range {
  const [address = '', bits = ''] = cidr.split('/');
  const family = isIP(address) === 4 ? 4 : 6;
  return { family, bits: Number(bits), first: family === 4 ? numberOf4(address) : numberOf6(address) };
}

function numberOf4(address: string): bigint {
  return address.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n);
}

/** An address of version 6 may leave out one run of zeros, and end as one of version 4. */
function numberOf6(address: string): bigint {
  const [, start = '', ipv4] = /^(.*:)(\d+\.[\d.]+)$/.exec(address) ?? [];
  if (ipv4 !== undefined) return numberOf6(`${start}0:0`) + numberOf4(ipv4);
  const [head = '', tail] = address.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array<string>(8 - (before?.length ?? 0) - (after?.length ?? 0)).fill('0');
  return [...(before ?? []), ...zeros, ...(after ?? [])].reduce((number, part) => number * 65_536n + BigInt(`0x${part}`), 0n);
}
