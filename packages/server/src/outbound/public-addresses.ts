import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A name leads to an address that is none of the internet's. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

/**
 * Looks up a name as `node:http` does, and refuses what leads into a private network. It is asked where the
 * connection is made: a name that was checked before may lead elsewhere by then.
 */
export const lookUpPublic: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error(`no address of ${host}`), '', 0);
    if (!addresses.every(({ address }) => isPublic(address)))
      return done(new PrivateAddress(), '', 0);
    if (options.all) return done(null, addresses);
    done(null, first.address, first.family);
  });
};

/** Addresses that do not lead to somebody on the internet (RFC 6890 and what is registered since). */
const reserved = new BlockList();
for (const subnet of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // A public address in a cloud where every machine reaches what configures it
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Teredo, ORCHID, documentation, and 6to4, which all wrap or stand for something else
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]) {
  const [net = '', bits] = subnet.split('/');
  reserved.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4');
}
/** Where all public addresses of IPv6 are. Loopback, local and wrapped addresses are outside. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** Whether an address belongs to the internet and not to this machine or its network. */
export function isPublic(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) === 4) return !reserved.check(bare, 'ipv4');
  return globalUnicast.check(bare, 'ipv6') && !reserved.check(bare, 'ipv6');
}

/** Whether the host of an address is a number that is not of the internet. Names are checked by `lookUpPublic`. */
export function isPrivateNumber({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublic(host);
}
