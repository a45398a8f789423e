import type { AddressInfo } from 'node:net';
import { type Logger, pino } from 'pino';
import { Log } from './access/log.ts';
import { Redactor, secretsIn } from './access/redactor.ts';
import { createNodeServer } from './http/node-server.ts';
import { type SettingsInput, settingsSchema } from './settings.ts';
import { CannotOpen } from './store/unavailable.ts';
import { openKit } from './wiring.ts';

/** How long a shutdown waits for requests that are under way, milliseconds. */
const shutdownTimeoutMs = 5_000;

export type IncidentKitOptions = SettingsInput & {
  /** Where structured logs go; nowhere by default. */
  logger?: Logger;
  /**
   * The clock to go by, epoch milliseconds, whatever others say. By default the machine's, and on PostgreSQL
   * the database's, which all instances share.
   */
  now?: () => number;
};

/**
 * The connection that a request came over, which a Request does not tell. Without it no address is known, unless
 * `trustedProxies` is a number and the proxies say it.
 */
export interface Connection {
  /** The address at its other end. */
  remoteAddress?: string | undefined;
  /** What `@hono/node-server` hands over as the second argument. */
  incoming?: { socket: { remoteAddress?: string | undefined } } | undefined;
}

export interface IncidentKit {
  /** A web-standard handler: mount it into Hono, Express, Next, or whatever speaks Request and Response. */
  fetch(request: Request, connection?: Connection): Promise<Response>;
  /** Listens by itself. Port 0 takes any free one. */
  start(options?: { port?: number; host?: string }): Promise<{ url: string; port: number }>;
  /**
   * Writes down what has fallen due by now (thresholds, escalations, closures) and sends the messages whose
   * time has come. A kit that runs does so every second by itself; this is for hosts that sleep between
   * requests and have a timer of their own.
   * @returns how many incidents had something due
   */
  fireDue(): Promise<number>;
  /** Takes no more, lets what is under way finish, ends the live streams and closes the database. */
  close(): Promise<void>;
}

function remoteOf({ remoteAddress, incoming }: Connection = {}): string | null {
  return remoteAddress ?? incoming?.socket.remoteAddress ?? null;
}

/**
 * Makes a kit. It opens its database at once; requests that come before wait for it.
 * @throws ZodError when the options are not valid
 */
export function createIncidentKit(options: IncidentKitOptions = {}): IncidentKit {
  const { logger = pino({ level: 'silent' }), now, ...rest } = options;
  const settings = settingsSchema.parse(rest);
  const redactor = new Redactor(secretsIn(settings));
  const log = new Log(logger, redactor);
  let isClosing = false;
  const running = openKit(settings, { log, redactor, now, isClosing: () => isClosing });
  // Whoever asks first is told; nobody asking is no reason to end the process.
  running.catch((error) => {
    if (error instanceof CannotOpen) log.fatal({}, error.message);
    else log.fatal({ err: error }, 'could not open the database');
  });
  const fetch = async (request: Request, connection?: Connection) =>
    (await running).edge.fetch(request, remoteOf(connection));
  let server: ReturnType<typeof createNodeServer> | undefined;
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    isClosing = true;
    // What could not be opened has closed itself.
    const opened = await running.catch(() => null);
    if (!opened) return;
    const { endStreams, close: closeStore } = opened;
    const stopped = new Promise<void>((resolve) =>
      server ? server.close(() => resolve()) : resolve(),
    );
    endStreams();
    const timeout = setTimeout(() => server?.closeAllConnections(), shutdownTimeoutMs);
    await stopped;
    clearTimeout(timeout);
    await closeStore();
  }

  return {
    fetch,
    async start({ port = 4000, host = '127.0.0.1' } = {}) {
      const { edge } = await running;
      const listening = createNodeServer(edge, settings.limits);
      server = listening;
      await new Promise<void>((resolve, reject) => {
        listening.once('error', reject);
        listening.listen(port, host, resolve);
      });
      const address = listening.address() as AddressInfo;
      const shown = host.includes(':') ? `[${host}]` : host;
      return { url: `http://${shown}:${address.port}`, port: address.port };
    },
    fireDue: async () => (await running).fireDue(),
    close() {
      closed ??= close();
      return closed;
    },
  };
}
