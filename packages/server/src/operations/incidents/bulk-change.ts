import { z } from 'zod';
import { assertMay } from '../../access/caller.ts';
import { KitError } from '../../domain/errors.ts';
import { coded, fieldErrorsOf } from '../../domain/field-errors.ts';
import { limits } from '../../domain/limits.ts';
import type { OperationContext } from '../context.ts';
import { changeInput } from '../input.ts';
import type { Change } from './change-incident.ts';
import { incidentCommands } from './commands/index.ts';
import type { ChangeDeclaration, Command } from './define-command.ts';

/**
 * What can be done to several incidents with one call: what a desk does to one without writing words that
 * are for that one alone.
 */
export const bulkCommands = [
  'acknowledge',
  'assign',
  'unassign',
  'escalate',
  'retitle',
  'categorize',
  'prioritize',
  'overridePriority',
  'restorePriority',
  'hold',
  'resume',
  'move',
  'resolve',
  'close',
  'reopen',
  'cancel',
  'merge',
  'link',
  'unlink',
] as const satisfies (keyof typeof incidentCommands)[];

export const bulkCommandName = z.enum(
  bulkCommands,
  `Name one of the commands: ${bulkCommands.join(', ')}.`,
);

/** Each of them is decided on one incident. */
export type BulkCommand = Command & Pick<ChangeDeclaration<z.ZodType<Change>, unknown>, 'decide'>;

export const bulkChangeInput = z.strictObject({
  command: bulkCommandName,
  /** What the command takes besides the incident. */
  input: z.record(z.string().max(64), z.unknown()).default({}),
  /** Each with the `seq` that its change is based on, as for a single one. */
  incidents: z
    .array(changeInput)
    .min(1, 'Name at least one incident.')
    .max(limits.bulk, `Change at most ${limits.bulk} incidents at once.`)
    .superRefine((incidents, { addIssue }) => {
      const seen = new Set<string>();
      for (const [index, { incident }] of incidents.entries()) {
        if (seen.has(incident)) {
          const message = `${incident} is there twice. Remove one of them.`;
          const path = [index, 'incident'];
          addIssue({ code: 'custom', path, message, ...coded('duplicate', { id: incident }) });
        }
        seen.add(incident);
      }
    }),
});

/** What became of one of them. */
export type BulkOutcome =
  | { incident: string; seq: number }
  /** It was refused, and is as it was. */
  | { incident: string; refusal: KitError };

/**
 * Does the same to several incidents. Each is decided for itself and all of it or nothing happens to it: what
 * is refused for one keeps none of the others.
 * @returns an outcome for each, in the order in which they were named
 * @throws KitError `not-allowed` where the command is not the caller's; `invalid-input` where what it takes is
 *   wrong, whichever the incident: then nothing happens to any
 */
export async function bulkChange(
  context: OperationContext,
  { command: name, input, incidents }: z.output<typeof bulkChangeInput>,
): Promise<BulkOutcome[]> {
  const command: Command = incidentCommands[name];
  assertMay(context.caller, command.permission);
  const inputs = incidents.map((each) => parseInput(command, { ...input, ...each }));
  // Together: the store gives commands that arrive together one commit.
  return Promise.all(
    inputs.map(async (each, index): Promise<BulkOutcome> => {
      const incident = incidents[index]?.incident ?? '';
      try {
        const { seq } = (await command.execute(context, each)) as { seq: number };
        return { incident, seq };
      } catch (error) {
        if (error instanceof KitError) return { incident, refusal: error };
        throw error;
      }
    }),
  );
}

/**
 * Where a field is wrong, it is one of `input`: the incidents themselves were looked at before.
 * @throws KitError `invalid-input`
 */
export function parseInput(command: Pick<Command, 'input'>, sent: object): Change {
  const parsed = command.input.safeParse(sent);
  // Each of them takes what every change does.
  if (parsed.success) return parsed.data as Change;
  const fields = fieldErrorsOf(parsed.error).map((each) => ({
    ...each,
    path: ['input', ...each.path],
  }));
  throw new KitError('invalid-input', fields[0]?.message ?? 'The input is not valid.', { fields });
}
