import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A mistake of whoever started the command: told in a sentence, without a stack. */
export class UsageError extends Error {}

/** One command of `incident-kit`. */
export interface Command {
  /** What it takes and does, for people. */
  usage: string;
  /**
   * @returns the code to exit with when everything is done: 0 done, 1 refused or not as it should be;
   *   null while something is still being served
   */
  run(args: string[]): Promise<number | null>;
}

/**
 * The options and the rest of a command line.
 * @param most positional arguments
 * @throws UsageError
 */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  usage: string,
  options: Options,
  most = 0,
) {
  try {
    const parsed = parseArgs({ args, allowPositionals: true, options });
    const extra = parsed.positionals[most];
    if (extra === undefined) return parsed;
    throw new Error(`“${extra}” is one argument too many.`);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}
