#!/usr/bin/env node
import { tell } from './cli/crash.ts';
import { type Command, UsageError } from './cli/usage.ts';
import { KitError } from './domain/errors.ts';
import { nodeTooOld } from './store/node-version.ts';

/** Each loads what it needs: the whole server is not for verifying a file. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./cli/serve.ts')).serve,
  verify: async () => (await import('./cli/verify.ts')).verify,
  export: async () => (await import('./cli/export.ts')).exportCommand,
  keys: async () => (await import('./cli/keys.ts')).keys,
  erase: async () => (await import('./cli/erase.ts')).erase,
  backup: async () => (await import('./cli/backup.ts')).backup,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  sites: async () => (await import('./cli/sites.ts')).sites,
  import: async () => (await import('./cli/import.ts')).importCommand,
  rebuild: async () => (await import('./cli/rebuild.ts')).rebuild,
};

async function main([name = '', ...args]: string[]): Promise<number | null> {
  const tooOld = nodeTooOld();
  if (tooOld !== null) throw new UsageError(tooOld);
  const command = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined;
  const isAsked = [name, ...args].some((each) => each === '--help' || each === '-h');
  if (isAsked) {
    process.stdout.write(command?.usage ?? (await usage()));
    return 0;
  }
  if (command) return command.run(args);
  const sentence = name ? `There is no command “${name}”.` : 'Say what to do.';
  throw new UsageError(`${sentence}\n\n${await usage()}`);
}

async function usage(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return all.map((each) => each.usage).join('\n');
}

/** 2: it could not be done at all. 1: it was looked at, and refused. */
function fail(error: unknown): number {
  process.stderr.write(`${tell(error)}\n`);
  return error instanceof KitError ? 1 : 2;
}

// Node.js would print what nobody waited for with all that hangs on it, secrets too.
process.on('uncaughtException', (error) => process.exit(fail(error)));

main(process.argv.slice(2))
  .catch(fail)
  .then((code) => {
    if (code === null) return;
    // Not at once: what was written to a pipe has to leave first.
    process.exitCode = code;
  });
