import { isIPv6 } from 'node:net';

/**
 * What a limit by address goes by: an IPv4 address, or the first half of one of IPv6, of which whoever has one has
 * all the rest. Null when nobody knows.
 */
export function networkOf(address: string | null): string | null {
  if (address === null || !isIPv6(address)) return address;
  const [front = '', back] = address.split('::', 2);
  const before = front === '' ? [] : front.split(':');
  const after = back ? back.split(':') : [];
  const zeros = back === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
