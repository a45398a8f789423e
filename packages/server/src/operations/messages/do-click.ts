import type { z } from 'zod';
import type { CardAction, CardForm } from '../../domain/channels/card-actions.ts';
import { KitError } from '../../domain/errors.ts';
import { assertNoConflict } from '../../domain/incident/conflict.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { fromReference, incidentStream } from '../../domain/incident/reference.ts';
import type { FormProblem, Press, SentForm } from '../../notify/channel.ts';
import type { Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { assignment } from '../incidents/commands/assignment.ts';
import { notes } from '../incidents/commands/notes.ts';
import { progress } from '../incidents/commands/progress.ts';
import type { Command } from '../incidents/define-command.ts';

/**
 * Does what was pressed, as whoever pressed it.
 * @throws KitError of the command
 */
export async function doPressed(
  context: OperationContext,
  { action, incident, position }: Press & { action: Exclude<CardAction, CardForm> },
  person: string,
): Promise<void> {
  const change = { incident, basedOn: position };
  if (action === 'acknowledge') {
    await progress.acknowledge.execute(context, progress.acknowledge.input.parse(change));
  } else {
    const input = assignment.assign.input.parse({ ...change, assignee: person });
    await assignment.assign.execute(context, input);
  }
}

/**
 * Does what a form says, as whoever sent it.
 * @returns what is wrong with what was entered; null where it is done
 * @throws KitError of the command
 */
export function doSent(
  context: OperationContext,
  { form, id, incident, position, values }: SentForm,
): Promise<FormProblem | null> {
  const { code, text, visibility } = values;
  return form === 'resolve'
    ? doEntered(context, progress.resolve, { incident, basedOn: position, code, text })
    : // Sent twice, it is one note.
      doEntered(context, notes.addNote, { incident, text, visibility, key: `of-a-form-${id}` });
}

async function doEntered<Input extends z.ZodType>(
  context: OperationContext,
  command: Command<Input>,
  entered: object,
): Promise<FormProblem | null> {
  const input = command.input.safeParse(entered);
  if (!input.success) {
    const [issue] = input.error.issues;
    return { field: String(issue?.path[0] ?? 'text'), message: issue?.message ?? 'Check it.' };
  }
  await command.execute(context, input.data);
  return null;
}

/**
 * Refuses a form for what somebody else was faster on, before anybody fills it in.
 * @throws KitError `incident-conflict`
 */
export async function assertStillSo(
  store: Store,
  { action, incident: reference, position }: Press,
): Promise<void> {
  // What is said of an incident is in nobody's way.
  if (action !== 'resolve') return;
  await store.read(async (snapshot) => {
    const incident = await snapshot.incidents.get(fromReference(reference) ?? 0);
    if (!incident) throw new KitError('incident-not-found', 'There is no such incident any more.');
    const stream = incidentStream(incident.number);
    const since = await snapshot.log.streamAfter(stream, position, Number.MAX_SAFE_INTEGER);
    assertNoConflict(incident, since as IncidentEvent[]);
  });
}
