#!/usr/bin/env node
import { erase } from './cli/erase.ts';
import { exportCommand } from './cli/export.ts';
import { keys } from './cli/keys.ts';
import { serve } from './cli/serve.ts';
import { type Command, UsageError } from './cli/usage.ts';
import { verify } from './cli/verify.ts';
import { KitError } from './domain/errors.ts';
import { CannotOpen } from './store/unavailable.ts';

const commands: Record<string, Command> = { serve, verify, export: exportCommand, keys, erase };

const usage = Object.values(commands)
  .map((each) => each.usage)
  .join('\n');

async function main([name = '', ...args]: string[]): Promise<number | null> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const isAsked = [name, ...args].some((each) => each === '--help' || each === '-h');
  if (isAsked) {
    process.stdout.write(command?.usage ?? usage);
    return 0;
  }
  if (command) return command.run(args);
  throw new UsageError(
    `${name ? `There is no command “${name}”.` : 'Say what to do.'}\n\n${usage}`,
  );
}

/** 2: it could not be done at all. 1: it was looked at, and refused. */
function fail(error: unknown): number {
  if (error instanceof KitError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const isTold = error instanceof UsageError || error instanceof CannotOpen;
  process.stderr.write(`${isTold ? error.message : (error as Error).stack}\n`);
  return 2;
}

main(process.argv.slice(2))
  .catch(fail)
  .then((code) => {
    if (code === null) return;
    // Not at once: what was written to a pipe has to leave first.
    process.exitCode = code;
  });
