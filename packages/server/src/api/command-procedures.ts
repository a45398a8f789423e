import type { TRPCMutationProcedure } from '@trpc/server';
import type { z } from 'zod';
import type { Command } from '../operations/incidents/define-command.ts';
import { type Meta, procedure } from './trpc.ts';

/** A mutation for each command, typed as if it were written out. */
type CommandProcedures<Commands> = {
  [Name in keyof Commands]: Commands[Name] extends Command<infer Input, infer Answer>
    ? TRPCMutationProcedure<{ input: z.input<Input>; output: Answer; meta: Meta }>
    : never;
};

/** What commands declare about themselves, as procedures of the same names. */
export function commandProcedures<Commands extends Record<string, Command>>(
  commands: Commands,
): CommandProcedures<Commands> {
  const procedures = Object.entries<Command>(commands).map(([name, command]) => [
    name,
    procedure(command.permission)
      .input(command.input)
      .mutation(({ ctx, input }) => command.execute(ctx, input)),
  ]);
  return Object.fromEntries(procedures);
}
