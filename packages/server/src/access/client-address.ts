import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** `10.0.0.7`, or all addresses of a network: `10.0.0.0/8`, `fd00::/8`. */
const network = z.string().refine((value) => toNetwork(value) !== null, {
  error: 'Write an address as in 10.0.0.7, or a network as in 10.0.0.0/8.',
});

/**
 * Whom to believe what they say of where a request came from: so many proxies, one behind the other, or those with
 * these addresses. None by default: everybody can send such headers.
 */
export const trustedProxiesSchema = z
  .union([z.int().min(0).max(10), z.array(network).max(100)], {
    error: 'Say how many proxies there are, as in 1, or list their addresses.',
  })
  .default(0);

/** Who sent a request and how, as far as that can be believed. */
export interface Client {
  /** As `node:net` writes addresses; IPv4 also where it came over IPv6. Null when nobody knows. */
  address: string | null;
  /** What the first trusted proxy was asked with; null when none says it. */
  protocol: 'http' | 'https' | null;
}

interface Headers {
  get(name: string): string | null;
}

/** Tells the address of whoever asks from those of the proxies in between. */
export class TrustedProxies {
  readonly #count: number;
  readonly #networks: BlockList | null;

  constructor(trusted: z.output<typeof trustedProxiesSchema>) {
    this.#count = typeof trusted === 'number' ? trusted : 0;
    this.#networks = typeof trusted === 'number' ? null : listOf(trusted);
  }

  /** @param remote the address at the other end of the connection; null where the kit does not see it */
  clientOf(remote: string | null, headers: Headers): Client {
    const nearest = remote === null ? null : toAddress(remote);
    const direct = { address: nearest, protocol: null };
    if (this.#networks ? !this.#isTrusted(nearest) : this.#count === 0) return direct;
    // Each proxy adds whom it was asked by at the end: what is before that, anybody may have written.
    const said = listed(headers.get('x-forwarded-for')).reverse();
    let address = nearest;
    let passed = 0;
    while (this.#networks ? this.#isTrusted(address) : passed < this.#count) {
      const before = said[passed];
      passed += 1;
      if (before === undefined) break;
      const next = toAddress(before);
      // What is no address (`unknown`, a socket’s path) says no more than that the proxy was asked.
      if (next === null) break;
      address = next;
    }
    return { address, protocol: protocolFrom(headers, passed) };
  }

  /** Whether whoever connects from there asks for others. */
  isProxy(remote: string): boolean {
    return this.#networks ? this.#isTrusted(toAddress(remote)) : this.#count > 0;
  }

  #isTrusted(address: string | null): boolean {
    return address !== null && this.#networks?.check(address, familyOf(address)) === true;
  }
}

/** Of several the one that the outermost trusted proxy wrote. */
function protocolFrom(headers: Headers, passed: number): Client['protocol'] {
  const said = listed(headers.get('x-forwarded-proto'));
  const protocol = said[Math.max(0, said.length - passed)]?.toLowerCase();
  return protocol === 'http' || protocol === 'https' ? protocol : null;
}

function listed(header: string | null): string[] {
  return header === null ? [] : header.split(',').map((each) => each.trim());
}

/** An address without its port, brackets and zone, written the one way that there is; null when it is none. */
function toAddress(text: string): string | null {
  const [, inBrackets] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? [];
  const [, beforePort] = /^([\d.]+):\d+$/.exec(text) ?? [];
  const [bare = ''] = (inBrackets ?? beforePort ?? text).split('%', 1);
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(bare) ?? [];
  const address = mapped ?? bare;
  const version = isIP(address);
  if (version === 0) return null;
  // What the operating system tells is written so already.
  return version === 4 ? address : new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function toNetwork(text: string): { address: string; length: number } | null {
  const [, start = '', digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const most = { 4: 32, 6: 128 }[isIP(start)];
  if (most === undefined) return null;
  const length = digits === undefined ? most : Number(digits);
  return length > most ? null : { address: start, length };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const each of networks) {
    const found = toNetwork(each);
    if (found) list.addSubnet(found.address, found.length, familyOf(found.address));
  }
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
