import type { LiveChange, LiveHello, LiveReset } from '../domain/views/live.ts';

const encoder = new TextEncoder();

/** A message of a stream, ready for the socket: made once, written to everybody who listens. */
export type Bytes = Uint8Array;

/** @param id what a reader that comes back by itself says of how far it has come */
export function changeMessage(change: LiveChange, id: number | string = change.seq): Bytes {
  return encoder.encode(`id: ${id}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
}

/** The first message. `retry` is for readers that reconnect by themselves, in milliseconds. */
export function helloMessage(hello: LiveHello): Bytes {
  return encoder.encode(`retry: 1000\nevent: hello\ndata: ${JSON.stringify(hello)}\n\n`);
}

export function resetMessage(reset: LiveReset): Bytes {
  return encoder.encode(`event: reset\ndata: ${JSON.stringify(reset)}\n\n`);
}

export type ByeReason =
  | 'token-expired'
  | 'receipt-ended'
  | 'site-changed'
  | 'shutting-down'
  | 'too-slow';

/** The last message of a stream that the server closes. The page may connect again at once. */
export function byeMessage(reason: ByeReason): Bytes {
  return encoder.encode(`event: bye\ndata: ${JSON.stringify({ reason })}\n\n`);
}

/**
 * A comment, which readers of event streams pass over: it keeps proxies from closing the connection, lets
 * pages notice a dead one, and says the server's time to those who read it.
 */
export function pingMessage(now: number): Bytes {
  return encoder.encode(`: ping ${now}\n\n`);
}
