import { z } from 'zod';
import { toReference } from '../../domain/incident/reference.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { incidentInput } from '../input.ts';
import { ownerOf } from './owner.ts';

export const tellPresenceInput = incidentInput.extend({
  /** `gone`: the page is closed or shows something else. */
  doing: z.enum(['viewing', 'writing', 'gone']),
});

export interface PresenceAnswer {
  /** Colleagues who have said so within `lastsMs`, those who were there first first. */
  others: { name: string | null; doing: 'viewing' | 'writing'; since: number }[];
  /** How long what one says counts, milliseconds: say it again before. */
  lastsMs: number;
}

const keptSchema = z.object({
  name: z.string().nullable(),
  doing: z.enum(['viewing', 'writing']),
  since: z.number(),
});

/** Long enough for a page that says it every twenty seconds and loses one of its requests. */
const lastsMs = 45_000;

/**
 * Takes down that the caller looks at an incident, and tells who else does.
 * @throws KitError `incident-not-found`
 */
export async function tellPresence(
  context: OperationContext,
  { incident: reference, doing }: z.output<typeof tellPresenceInput>,
): Promise<PresenceAnswer> {
  const owner = ownerOf(context);
  const { caller } = context;
  return context.store.write(async (transaction) => {
    const found = await findIncident(transaction, caller, 'presence:tell', reference);
    const now = context.now();
    const here = await transaction.personal.holders(
      'here',
      toReference(found.number),
      now - lastsMs,
    );
    const isOwn = ({ site, person }: { site: string; person: string }) =>
      site === owner.site && person === owner.person;
    const told = here.map((each) => ({ each, said: keptSchema.parse(JSON.parse(each.value)) }));
    const since = told.find(({ each }) => isOwn(each))?.said.since ?? now;
    const value = doing === 'gone' ? null : JSON.stringify({ name: caller.name, doing, since });
    await transaction.personal.keep(owner, 'here', reference, value, now);
    const others = told.filter(({ each }) => !isOwn(each)).map(({ said }) => said);
    return { others: others.sort((a, b) => a.since - b.since), lastsMs };
  });
}
