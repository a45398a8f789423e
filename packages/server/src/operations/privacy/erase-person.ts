import { z } from 'zod';
import { KitError } from '../../domain/errors.ts';
import { recordErasure, restoreImported } from '../../domain/incident/decide/erase.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { isRecordEvent } from '../../domain/problem/records.ts';
import type { KitEvent, PersonRef, Stamp } from '../../store/port/log.ts';
import type { Store, Transaction } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { appendToIncident, applyDue, incidentWithNumber } from '../incidents/apply-due.ts';
import { chosen, optionalReason, personId } from '../input.ts';
import { eraseArticlesOf, eraseDraftsFrom } from './erase-articles.ts';
import { eraseEvents } from './erase-incident.ts';
import { recordErasures } from './erase-records.ts';

export const erasePersonInput = z.strictObject({
  id: personId,
  /** The site key under which they acted; left out: whichever. */
  site: chosen.optional(),
  reason: optionalReason,
});

export interface PersonErasedAnswer {
  /** From how many events something was erased this time, and of how many incidents. */
  events: number;
  incidents: number;
  /** Whether there is more: then the same is to be asked again. */
  more: boolean;
}

/** Events from which is erased in one transaction: others wait for it. */
const atOnce = 50;

/**
 * Erases what a person wrote, and their name, from all incidents, problems, reviews and articles, for ever. A person who did much is
 * erased in slices. The host's identifier of them stays: the chain covers it.
 * @throws KitError `nothing-changed`, `not-allowed` for oneself
 */
export async function erasePerson(
  context: OperationContext,
  { id, reason, ...input }: z.output<typeof erasePersonInput>,
): Promise<PersonErasedAnswer> {
  const { caller } = context;
  const site = input.site ?? null;
  // Or each record of it would be one more thing of theirs to erase.
  if (caller.id === id && (site === null || site === caller.site?.key)) {
    throw new KitError(
      'not-allowed',
      'Nobody erases themselves. Ask another administrator, or use the command line.',
      { details: { permission: 'personal:erase', why: 'oneself' } },
    );
  }
  return eraseSlice(context.store, { id, site }, reason, stamp(context));
}

/** @throws KitError `nothing-changed` */
export function eraseSlice(
  store: Store,
  person: PersonRef,
  reason: string | null,
  by: Stamp,
): Promise<PersonErasedAnswer> {
  return store.write(async (transaction) => {
    const found = await transaction.log.personalEventsOf(person, atOnce + 1);
    const slice = found.slice(0, atOnce);
    const kept = await forgetItems(transaction, person, by.at);
    const ofArticles = await eraseArticlesOf(transaction, person, reason, by);
    if (slice.length === 0 && kept === 0 && ofArticles.events === 0) {
      throw new KitError(
        'nothing-changed',
        'Nothing of this person is left in any incident. Check the identifier if you expected some.',
        { details: { what: 'erased' } },
      );
    }
    const byIncident = new Map<number, number[]>();
    const ofRecords = slice.filter(isRecordEvent);
    for (const { stream, seq } of slice) {
      const number = numberOfStream(stream);
      if (number === null) continue;
      byIncident.set(number, [...(byIncident.get(number) ?? []), seq]);
    }
    const before = new Map<number, Incident>();
    for (const number of byIncident.keys()) {
      const incident = await incidentWithNumber(transaction, number);
      before.set(number, await applyDue(transaction, incident, by.at));
    }
    const named = new Set(slice.filter(namesAssignee).map(({ stream }) => numberOfStream(stream)));
    const seqs = slice.map(({ seq }) => seq);
    await eraseEvents(transaction, seqs, by.at);
    await eraseDraftsFrom(transaction, [...byIncident.keys()], seqs, reason, by);
    for (const [number, events] of byIncident) {
      const incident = await incidentWithNumber(transaction, number);
      const after = await appendToIncident(
        transaction,
        incident,
        recordErasure(events, reason),
        by,
      );
      const was = before.get(number);
      const restored = was && named.has(number) ? restoreImported(was, after) : null;
      if (restored) await appendToIncident(transaction, after, restored, by);
    }
    await recordErasures(transaction, ofRecords, reason, by);
    return {
      events: slice.length + ofArticles.events,
      incidents: byIncident.size,
      more: found.length > slice.length || ofArticles.more,
    };
  });
}

/** Whether it is theirs for a name that an import gave, beside which others' words stand. */
function namesAssignee({ type }: KitEvent): boolean {
  return type === 'incident.imported' || type === 'incident.import-updated';
}

/** Takes away what they kept for themselves: the words of their views, and what they have read. */
async function forgetItems(
  { personal }: Transaction,
  { id, site }: PersonRef,
  at: number,
): Promise<number> {
  const items = (await personal.ownersOf(id)).filter((each) => site === null || each.site === site);
  for (const { site: under, person, kind, id: item } of items) {
    await personal.keep({ site: under, person }, kind, item, null, at);
  }
  return items.length;
}
