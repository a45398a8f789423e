import { z } from 'zod';
import { assertMay } from '../../access/caller.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import { type Notification, notificationsOf } from '../../domain/escalation/notifications.ts';
import { withDue } from '../../domain/incident/due.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { evolveNew } from '../../domain/incident/evolve.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { type Priority, priorityWithId } from '../../domain/matrix/matrix.ts';
import { findTeam, personNamed } from '../../domain/teams/teams.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { type IncidentView, toIncidentView } from '../../domain/views/incident.ts';
import type { Snapshot } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { incidentInput } from '../input.ts';
import { type BulkCommand, bulkCommandName, parseInput } from './bulk-change.ts';
import { incidentCommands } from './commands/index.ts';
import { findIncident } from './find-incident.ts';

export const previewChangeInput = incidentInput.extend({
  command: bulkCommandName,
  /** What the command takes besides the incident; words that are still to be written may be left out. */
  input: z.record(z.string().max(64), z.unknown()).default({}),
});

export interface PreviewAnswer {
  /** The incident as it would be. */
  incident: IncidentView;
  /** The priority that it would have. */
  priority: Priority;
  /** Who would be told, by name: a person, the members of a team, or its managers. */
  told: { whom: Notification['whom']; name: string }[];
  /** The server's time, epoch milliseconds. */
  now: number;
}

/** Words that somebody has yet to write change nothing about what happens. */
const wordsToCome = ['reason', 'text'] as const;

/**
 * What a command would do to an incident, without doing it.
 * @throws KitError what the command would be refused with
 */
export async function previewChange(
  context: OperationContext,
  { incident: reference, command: name, input }: z.output<typeof previewChangeInput>,
): Promise<PreviewAnswer> {
  const command: BulkCommand = incidentCommands[name];
  const { caller } = context;
  assertMay(caller, command.permission);
  const parsed = parseInput(command, filledIn(command, { ...input, incident: reference }));
  return context.store.read(async (snapshot) => {
    const found = await findIncident(snapshot, caller, command.permission, reference);
    const by = stamp(context);
    const fallenDue = async (incident: Incident) =>
      withDue(incident, await snapshot.documents.calendarBook([incident]), by.at, by.actor);
    const before = await fallenDue(found);
    const rules = await snapshot.documents.rules();
    const situation = { incident: before, rules, now: by.at, actor: by.actor, snapshot };
    const decision = await command.decide({ ...situation, withDue: fallenDue }, parsed);
    const events = Array.isArray(decision) ? decision : [{ incident: before, event: decision }];
    let after = before;
    const told: Notification[] = [];
    for (const { incident, event } of events) {
      const changed = evolveNew(incident, event, by);
      // Whoever does something need not be told of it.
      told.push(...notificationsOf(incident, changed, { ...event, ...by } as IncidentEvent));
      if (changed.number === before.number) after = changed;
    }
    return describe(context, snapshot, { after, told, rules });
  });
}

function filledIn(command: BulkCommand, sent: Record<string, unknown>): Record<string, unknown> {
  const parsed = command.input.safeParse(sent);
  if (parsed.success) return sent;
  const missing = wordsToCome.filter((field) =>
    parsed.error.issues.some(({ path }) => path.length === 1 && path[0] === field),
  );
  return { ...sent, ...Object.fromEntries(missing.map((field) => [field, 'To be written.'])) };
}

async function describe(
  { caller }: OperationContext,
  snapshot: Snapshot,
  { after, told, rules }: { after: Incident; told: Notification[]; rules: Rules },
): Promise<PreviewAnswer> {
  const matrix = await snapshot.documents.get('matrix', after.matrixVersion);
  if (!matrix) throw new Error(`Version ${after.matrixVersion} of the matrix is missing.`);
  const book = await snapshot.documents.calendarBook([after]);
  const teams = rules.teams.document;
  const named = told
    .filter((each) => each.whom !== 'person' || each.person !== caller.id)
    .map((each) =>
      each.whom === 'person'
        ? { whom: each.whom, name: personNamed(teams, each.person)?.name ?? each.person }
        : { whom: each.whom, name: findTeam(teams, each.team)?.name ?? each.team },
    );
  const once = new Map(named.map((each) => [`${each.whom} ${each.name}`, each]));
  return {
    incident: toIncidentView(after, book, after.at, audienceOf(caller.role)),
    priority: priorityWithId(matrix.document, after.priority),
    told: [...once.values()],
    now: after.at,
  };
}
