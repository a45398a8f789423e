import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Messages of the protocol: a letter, then a length that counts itself. */
class Messages {
  #bytes = Buffer.alloc(0);

  /** @param hasLetter whether the next one does; the first of a client does not */
  *take(bytes: Buffer, hasLetter = () => true): Generator<Buffer> {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const offset = hasLetter() ? 1 : 0;
      if (this.#bytes.length < offset + 4) return;
      const length = offset + this.#bytes.readInt32BE(offset);
      if (this.#bytes.length < length) return;
      const message = this.#bytes.subarray(0, length);
      this.#bytes = this.#bytes.subarray(length);
      yield message;
    }
  }
}

function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.from(`${letter}0000`);
  head.writeInt32BE(body.length + 4, letter.length);
  return Buffer.concat([head, body]);
}

/** One connection to PostgreSQL, which serves one transaction after the other, whoever's it is. */
class Session {
  readonly ready: Promise<void>;
  readonly #socket: Socket;
  /** Whom its answers are for; null between two transactions. */
  client: Client | null = null;

  constructor(url: URL, onFree: (session: Session) => void) {
    this.#socket = connect({ port: Number(url.port), host: url.hostname, noDelay: true });
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.client?.end());
    const startup = `user\0${url.username}\0database\0${url.pathname.slice(1)}\0\0`;
    this.#socket.write(
      message('', Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from(startup)])),
    );
    const messages = new Messages();
    this.ready = new Promise((resolve) => {
      this.#socket.on('data', (bytes) => {
        for (const each of messages.take(bytes)) {
          const letter = String.fromCharCode(each[0] ?? 0);
          const { client } = this;
          if (letter === 'R' && each.readInt32BE(5) === 3) {
            this.#socket.write(message('p', Buffer.from(`${url.password}\0`)));
          } else if (client) {
            const status = letter === 'Z' ? String.fromCharCode(each[5] ?? 0) : '';
            if (status === 'T' && !client.mayBegin) {
              client.refuse('transaction blocks not allowed in statement pooling mode');
              continue;
            }
            client.answer(each);
            if (status) client.expected -= 1;
            // Idle, and nothing more was sent to it: whoever comes next may have it.
            if (client.expected > 0 || status !== 'I') continue;
            client.session = null;
            this.client = null;
            onFree(this);
          } else if (letter === 'Z') resolve();
        }
      });
    });
  }

  send(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  end(): void {
    this.#socket.destroy();
  }
}

interface Client {
  session: Session | null;
  /** Answers that are still to come. */
  expected: number;
  /** Whether it may have transactions of several statements. */
  mayBegin: boolean;
  answer(bytes: Buffer): void;
  /** Says why, and ends the connection. */
  refuse(why: string): void;
  end(): void;
}

const greeting = Buffer.concat([
  message('R', Buffer.from([0, 0, 0, 0])),
  message('S', Buffer.from('client_encoding\0UTF8\0')),
  // A process that there is not.
  message('K', Buffer.from([0x7f, 0xff, 0xff, 0xfe, 1, 2, 3, 4])),
  message('Z', Buffer.from('I')),
]);

/**
 * Pools the transactions of a database as PgBouncer does (`pool_mode=transaction`): each goes to the
 * session that has been idle for longest, so the next one of the same client is hardly ever in the same.
 * As there, nobody may choose options of a session, and with `statement` nobody may begin a transaction.
 * @returns the address to connect to
 */
export async function transactionPooler(
  url: string,
  sessionCount: number,
  mode: 'transaction' | 'statement' = 'transaction',
): Promise<string> {
  const target = new URL(url);
  const free: Session[] = [];
  const waiting: (() => void)[] = [];
  const onFree = (session: Session) => {
    free.push(session);
    waiting.shift()?.();
  };
  const sessions = new Set<Session>();
  const addSession = async () => {
    const session = new Session(target, onFree);
    sessions.add(session);
    await session.ready;
    onFree(session);
  };
  for (let each = 0; each < sessionCount; each += 1) await addSession();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const messages = new Messages();
    const unsent: Buffer[] = [];
    let hasStarted = false;
    let isWaiting = false;
    const client: Client = {
      session: null,
      expected: 0,
      mayBegin: mode === 'transaction',
      answer: (bytes) => void socket.write(bytes),
      refuse: (why) => {
        socket.end(message('E', Buffer.from(`SFATAL\0C08P01\0M${why}\0\0`)));
      },
      end: () => void socket.destroy(),
    };
    const send = () => {
      isWaiting = false;
      if (unsent.length === 0) return;
      if (!client.session) {
        const session = free.shift();
        if (!session) {
          isWaiting = true;
          waiting.push(send);
          return;
        }
        session.client = client;
        client.session = session;
      }
      for (const each of unsent.splice(0)) {
        // A question by itself, or the end of several messages that belong together.
        if ('QS'.includes(String.fromCharCode(each[0] ?? 0))) client.expected += 1;
        client.session.send(each);
      }
    };
    // Whoever leaves in the middle of a transaction takes the session with them.
    socket.on('close', () => {
      unsent.length = 0;
      const { session } = client;
      if (!session) return;
      session.client = null;
      session.end();
      sessions.delete(session);
      if (server.listening) void addSession();
    });
    socket.on('data', (bytes) => {
      for (const each of messages.take(bytes, () => hasStarted)) {
        if (!hasStarted && each.includes('\0options\0')) {
          client.refuse('unsupported startup parameter: options');
        } else if (!hasStarted) socket.write(greeting);
        else if (each[0] === 'X'.charCodeAt(0)) socket.end();
        else unsent.push(each);
        hasStarted = true;
      }
      if (!isWaiting) send();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    for (const session of sessions) session.end();
    server.close();
  });
  const address = server.address();
  const through = new URL(url);
  through.port = String(typeof address === 'object' ? address?.port : '');
  return through.href;
}
