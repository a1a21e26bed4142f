import { BlockList, isIP } from 'node:net';

/** A CIDR as NetworkPolicy takes it: address, slash, prefix length in range. */
export function isCidr(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || prefix === undefined || more.length > 0 || !/^\d{1,3}$/.test(prefix)) return false;
  return Number(prefix) <= (family === 4 ? 32 : 128);
}

/** Whether an inner CIDR lies within an outer one, as `ipBlock.except` must. */
export function cidrContains(outer: string, inner: string): boolean {
  if (!isCidr(outer) || !isCidr(inner) || outer.includes(':') !== inner.includes(':')) return false;
  const [address = '', prefix] = outer.split('/');
  const [innerAddress = '', innerPrefix] = inner.split('/');
  const family = outer.includes(':') ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), family);
  return Number(innerPrefix) >= Number(prefix) && list.check(innerAddress, family);
}
