import { connect, type Socket } from 'node:net';
import type { Scanner } from './blobs.ts';
import type { ScannerSettings } from './settings.ts';

const chunkBytes = 64 * 1024;

/** Asks ClamAV's daemon over its socket: bytes are streamed to it (`INSTREAM`), it needs no file. */
export class ClamAv implements Scanner {
  readonly #settings: ScannerSettings;

  constructor(settings: ScannerSettings) {
    this.#settings = settings;
  }

  async scan(bytes: Uint8Array): Promise<string | null> {
    const socket = this.#connect();
    socket.setTimeout(this.#settings.timeoutSeconds * 1000, () =>
      socket.destroy(new Error('The scanner took too long.')),
    );
    const reply = readAll(socket);
    // Otherwise a failure while writing would be one that nobody has heard of.
    reply.catch(() => undefined);
    try {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
        const chunk = bytes.subarray(at, at + chunkBytes);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(chunk.byteLength);
        socket.write(length);
        socket.write(chunk);
      }
      socket.write(Buffer.alloc(4));
      return verdictOf(await reply);
    } finally {
      socket.destroy();
    }
  }

  /** What it says of itself and of the signatures that it has. @throws when it does not answer */
  async version(): Promise<string> {
    const socket = this.#connect();
    socket.setTimeout(this.#settings.timeoutSeconds * 1000, () =>
      socket.destroy(new Error('The scanner took too long.')),
    );
    try {
      const reply = readAll(socket);
      reply.catch(() => undefined);
      socket.write('zVERSION\0');
      const said = (await reply).replace(/\0/g, '').trim();
      if (!said.startsWith('ClamAV '))
        throw new Error(`The scanner says: ${said.slice(0, 200) || 'nothing'}`);
      return said;
    } finally {
      socket.destroy();
    }
  }

  #connect(): Socket {
    const { address } = this.#settings;
    if (address.startsWith('unix:')) return connect(address.slice('unix:'.length));
    const [, host = '', port = ''] = address.split(':');
    return connect(Number(port), host);
  }
}

async function readAll(socket: Socket): Promise<string> {
  let text = '';
  for await (const part of socket) text += String(part);
  return text;
}

/** `stream: OK`, or `stream: Name FOUND`. */
function verdictOf(reply: string): string | null {
  const said = reply.replace(/\0/g, '').trim();
  if (said === 'stream: OK') return null;
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (found) return found;
  throw new Error(`The scanner says: ${said.slice(0, 200) || 'nothing'}`);
}
