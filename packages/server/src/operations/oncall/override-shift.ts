import { z } from 'zod';
import { assertMay } from '../../access/caller.ts';
import { decidePublish } from '../../domain/configuration/decide.ts';
import type { DocumentVersion } from '../../domain/configuration/documents.ts';
import { documentStream } from '../../domain/configuration/events.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import { id } from '../../domain/ids.ts';
import { limits } from '../../domain/limits.ts';
import {
  hasAll,
  overrideMadeWith,
  peopleOf,
  withOverride,
  withoutOverride,
} from '../../domain/oncall/by-hand.ts';
import {
  findSchedule,
  type OnCallPerson,
  type Override,
  type Schedule,
  type Schedules,
} from '../../domain/oncall/schedules.ts';
import { personNamed, type Teams } from '../../domain/teams/teams.ts';
import type { Transaction } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { optionalReason, personId } from '../input.ts';
import { ofPeriod, periodFields } from '../period.ts';
import { calendarTurns } from './calendars.ts';

export const overrideShiftInput = ofPeriod(
  z.strictObject({
    schedule: id,
    ...periodFields,
    /** Who takes it; left out: whoever asks. */
    person: personId.optional(),
    reason: optionalReason,
  }),
);

export const cancelOverrideInput = z.strictObject({
  schedule: id,
  /** Its id. */
  override: id,
  reason: optionalReason,
});

export interface OverrideAnswer {
  override: Override;
  /** The version of the schedules that has it, or has it no more. */
  version: number;
  seq: number;
}

/**
 * Puts somebody on call in place of who would be, from now on: a version of the schedules of its own, which
 * says who did so, when and why. Who may do so for themselves alone can name nobody else.
 * @throws KitError `invalid-input`, `not-allowed`, `nothing-changed`: they have it anyway
 */
export function overrideShift(
  context: OperationContext,
  { schedule, person, reason, ...period }: z.output<typeof overrideShiftInput>,
): Promise<OverrideAnswer> {
  return context.store.write(async (transaction) => {
    const { schedules, teams } = await transaction.documents.rules();
    const found = existing(schedules.document, schedule);
    const who = whoTakesIt(context, person, {
      schedules: schedules.document,
      schedule,
      teams: teams.document,
    });
    const now = context.now();
    const [from, to] = [Math.max(period.from, now), period.to];
    if (to <= now) throw refused(['to'], 'That time is over. Past shifts stay as they were.');
    if (found.overrides.filter((each) => each.to > now).length >= limits.overrides) {
      throw refused(
        ['schedule'],
        `“${found.name}” has ${limits.overrides} overrides. Cancel one first.`,
      );
    }
    const calendars = await calendarTurns(transaction);
    if (hasAll(schedules.document, schedule, who.id, { from, to }, calendars)) {
      const message = `${who.name} has all of that time already.`;
      throw new KitError('nothing-changed', message, {
        details: { what: 'on-call', value: who.name },
      });
    }
    const override = { id: overrideMadeWith(schedules.version + 1), from, to, person: who };
    const document = withOverride(schedules.document, schedule, override, now);
    return { override, ...(await putInForce(context, transaction, schedules, document, reason)) };
  });
}

/**
 * Takes an override back, from now on: what of it is past stays. Who may override for themselves alone can
 * take back only what puts them on call.
 * @throws KitError `invalid-input`, `not-allowed`
 */
export function cancelOverride(
  context: OperationContext,
  { schedule, override: id, reason }: z.output<typeof cancelOverrideInput>,
): Promise<OverrideAnswer> {
  return context.store.write(async (transaction) => {
    const { schedules } = await transaction.documents.rules();
    const { overrides } = existing(schedules.document, schedule);
    const override = overrides.find((each) => each.id === id && each.to > context.now());
    if (!override) {
      throw refused(['override'], 'There is no such override, or it is over.', 'not-found');
    }
    if (override.person.id !== context.caller.id) assertMayForOthers(context);
    const document = withoutOverride(schedules.document, schedule, id);
    return { override, ...(await putInForce(context, transaction, schedules, document, reason)) };
  });
}

async function putInForce(
  context: OperationContext,
  transaction: Transaction,
  current: DocumentVersion<'schedules'>,
  document: Schedules,
  reason: string | null,
): Promise<{ version: number; seq: number }> {
  const rules = await transaction.documents.rules();
  const draft = { basedOn: current.version, document, reason };
  const { event } = decidePublish(rules, 'schedules', draft, current);
  const stream = documentStream('schedules');
  const { seq } = await transaction.log.append(stream, current.version, event, stamp(context));
  return { version: current.version + 1, seq };
}

function existing(document: Schedules, id: string): Schedule {
  const found = findSchedule(document, id);
  if (found) return found;
  throw refused(['schedule'], `There is no schedule “${id}”.`, 'not-found');
}

function whoTakesIt(
  context: OperationContext,
  asked: string | undefined,
  { schedules, schedule, teams }: { schedules: Schedules; schedule: string; teams: Teams },
): OnCallPerson {
  const { caller } = context;
  const id = asked ?? caller.id;
  if (id !== caller.id) assertMayForOthers(context);
  const named =
    peopleOf(schedules, schedule).find((each) => each.id === id) ?? personNamed(teams, id ?? '');
  if (named) return { id: named.id, name: named.name };
  if (id !== null && id === caller.id) return { id, name: caller.name || id };
  throw refused(['person'], 'Choose somebody of the schedule or of a team.', 'not-offered');
}

/** @throws KitError `not-allowed` */
function assertMayForOthers({ caller }: OperationContext): void {
  if (assertMay(caller, 'on-call:override') === 'all') return;
  throw new KitError(
    'not-allowed',
    'You can take a shift yourself, and give back what you took. Ask a manager for more.',
    { details: { permission: 'on-call:override' } },
  );
}

function refused(
  path: string[],
  message: string,
  code: 'not-found' | 'not-offered' | 'invalid' = 'invalid',
): KitError {
  return new KitError('invalid-input', message, { fields: [fieldError(path, message, code)] });
}
