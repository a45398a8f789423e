import { setFlagsFromString } from 'node:v8';
import { type Logger, pino } from 'pino';
import { readSettings, secretsKeyFrom } from './settings.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const serve: Command = {
  usage: `incident-kit serve [--config incident-kit.json] [--port 4000] [--host 127.0.0.1]

  Serves the API, the live stream, the badges and the elements.

  Settings come from the file, then from the environment, then from the options here:
    PORT, HOST           where to listen
    DATABASE_URL         sqlite:./data/incident-kit.db, or postgres://user:password@host:5432/database
    INCIDENT_KIT_CONFIG  the settings file: sites, publicUrl, configuration, widgets
    INCIDENT_KIT_SECRETS_KEY  what secrets of sites are sealed with in the database
    INCIDENT_KIT_OLD_SECRETS_KEY  what they were sealed with before, until “sites reseal” is done
    LOG_LEVEL            trace, debug, info, warn, error or silent (info)
`,
  async run(args) {
    const { values } = readArguments(args, serve.usage, {
      config: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
    });
    const { env } = process;
    const port = portFrom(values.port ?? env.PORT ?? '4000');
    const host = values.host ?? env.HOST ?? '127.0.0.1';
    const file = await readSettings(values.config);
    const logger = createLogger(env.LOG_LEVEL ?? 'info');
    // Memory that a flood took would be kept for the next one: rather collect more often than hold twice as much.
    setFlagsFromString('--heap-growing-percent=30');
    // Only now: what the command takes can be told without loading the server.
    const { createIncidentKit } = await import('../kit.ts');
    const kit = createIncidentKit({
      ...file,
      ...(env.DATABASE_URL && { database: env.DATABASE_URL }),
      ...secretsKeyFrom(env),
      logger,
    });
    closeOnSignal(kit.close, logger);
    const { url } = await kit.start({ port, host }).catch(async (error: NodeJS.ErrnoException) => {
      // What is open would go on for ever, and send messages, with nobody to answer.
      await kit.close();
      const sentence = listenProblems[error.code ?? '']?.(port, host);
      throw sentence === undefined ? error : new UsageError(sentence);
    });
    logger.info({ url }, `Incident Kit listens on ${url}`);
    return null;
  },
};

/** Why it cannot listen, by the codes of Node.js. */
const listenProblems: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port) => `Port ${port} is taken. Stop what uses it, or choose another with PORT.`,
  EACCES: (port) =>
    `Port ${port} is not for everybody to listen on. Choose one from 1024 on with PORT.`,
  EADDRNOTAVAIL: (_, host) =>
    `“${host}” is no address of this machine. Correct HOST, as in 127.0.0.1, or 0.0.0.0 for all.`,
  ENOTFOUND: (_, host) =>
    `“${host}” is no address of this machine. Correct HOST, as in 127.0.0.1, or 0.0.0.0 for all.`,
};

function portFrom(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`“${text}” is not a port. Give a number from 0 to 65535.`);
}

function createLogger(level: string): Logger {
  if (!process.stdout.isTTY) return pino({ level });
  return pino({
    level,
    transport: {
      target: 'pino-pretty',
      options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' },
    },
  });
}

function closeOnSignal(close: () => Promise<void>, logger: Logger): void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) {
    process.once(signal, () => {
      logger.info({ signal }, 'closing');
      close().then(
        () => process.exit(0),
        (error) => {
          logger.error({ err: error }, 'could not close cleanly');
          process.exit(1);
        },
      );
    });
  }
}
