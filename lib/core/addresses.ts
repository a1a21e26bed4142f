import { BlockList, isIP } from 'node:net';

/** An address of either family, without a zone. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}

/** A CIDR as NetworkPolicy takes it: an address without a zone, slash, prefix length in range without leading zeros. */
export function isCidr(text: string): boolean {
  const { address, bits } = partsOf(text);
  const family = isIP(address);
  if (family === 0 || address.includes('%') || !/^(0|[1-9]\d{0,2})$/.test(bits)) return false;
  return Number(bits) <= (family === 4 ? 32 : 128);
}

/** Whether an inner CIDR is a part of an outer one and less than the whole, as `ipBlock.except` must be. */
export function cidrContains(outer: string, inner: string): boolean {
  if (!isCidr(outer) || !isCidr(inner)) return false;
  const part = partsOf(inner);
  return Number(part.bits) > Number(partsOf(outer).bits) && cidrHolds(outer, part.address);
}

/** Whether all of an inner CIDR is in an outer one. */
export function cidrCovers(outer: string, inner: string): boolean {
  const [whole, part] = [partsOf(outer), partsOf(inner)];
  return isCidr(outer) && isCidr(inner) && Number(part.bits) >= Number(whole.bits) && cidrHolds(outer, part.address);
}

/** Whether an address lies within a CIDR; addresses of the two families never do within each other's. */
export function cidrHolds(cidr: string, address: string): boolean {
  if (!isCidr(cidr) || isIP(address) === 0 || cidr.includes(':') !== address.includes(':')) return false;
  const { address: first, bits } = partsOf(cidr);
  const family = cidr.includes(':') ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(first, Number(bits), family);
  return list.check(address, family);
}

/** A CIDR without the zeros in front of its numbers, which some parsers overlook. */
export function withoutLeadingZeros(cidr: string): string {
  return cidr.replace(/(^|[./])0+(?=\d)/g, '$1');
}

/** Whether a CIDR of one of the two families is written as its network, with no bits set after the prefix. */
export function isNetwork(cidr: string): boolean {
  const { address, bits } = partsOf(cidr);
  const width = widthOf(address);
  const number = numberOf(address);
  const isMapped = width === 128 && number >> 32n === 0xffffn;
  return !isMapped && number % (1n << BigInt(width - Number(bits))) === 0n;
}

/** The network of a CIDR and every larger one that it lies in, the largest first; each network has one text. */
export function networksAround(cidr: string): string[] {
  if (!isCidr(cidr)) return [];
  const { address, bits } = partsOf(cidr);
  const width = widthOf(address);
  const number = numberOf(address);
  return Array.from({ length: Number(bits) + 1 }, (_, length) => `${width}/${length}/${number >> BigInt(width - length)}`);
}

function widthOf(address: string): 32 | 128 {
  return address.includes(':') ? 128 : 32;
}

function numberOf(address: string): bigint {
  return address.includes(':') ? byColons(address) : byDots(address);
}

function byDots(address: string): bigint {
  return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** Eight groups of 16 bits; `::` stands for those of zeros, and the last two may be written with dots. */
function byColons(address: string): bigint {
  const text = address.replace(/[\d.]+\.[\d.]+$/, (dots) => {
    const number = byDots(dots);
    return `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
  });
  const [left = [], right = []] = text.split('::').map((side) => side.split(':').filter((group) => group !== ''));
  const groups = [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function partsOf(cidr: string): { readonly address: string; readonly bits: string } {
  const slash = cidr.lastIndexOf('/');
  return { address: cidr.slice(0, slash), bits: cidr.slice(slash + 1) };
}
