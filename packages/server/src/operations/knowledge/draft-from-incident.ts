import type { z } from 'zod';
import { KitError } from '../../domain/errors.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream, toReference } from '../../domain/incident/reference.ts';
import { toArticleReference } from '../../domain/knowledge/article.ts';
import { draftOf } from '../../domain/knowledge/draft.ts';
import type { Transaction } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { appendToIncident } from '../incidents/apply-due.ts';
import { beginChange } from '../incidents/change-incident.ts';
import { type ArticleChanged, create } from './change-articles.ts';
import type { draftFromIncidentInput } from './knowledge-input.ts';

export interface DraftAnswer extends ArticleChanged {
  /** Whether it was made of the incident before. */
  wasThere: boolean;
}

/**
 * Makes a draft of how an incident was resolved, and links it to that; asked again, it answers with the same.
 * @throws KitError `incident-not-found`, `not-resolved`, `too-many-articles`
 */
export async function draftFromIncident(
  context: OperationContext,
  { language, headings, ...input }: z.output<typeof draftFromIncidentInput>,
): Promise<DraftAnswer> {
  return context.store.write(async (transaction) => {
    const { before, by } = await beginChange(context, transaction, 'incident:link', input);
    const { number, resolved, status, service, category } = before;
    if (!resolved) {
      const incident = toReference(number);
      const message = `${incident} is not resolved yet; it is “${status.name}”.`;
      throw new KitError('not-resolved', message, { details: { incident, status } });
    }
    const there = await draftOfIncident(transaction, number);
    if (there) return there;
    const sources = await wordsFrom(transaction, number);
    const facts = { language, service, category, translates: null };
    const data = { ...facts, audience: 'desk' as const, from: number, sources };
    const made = await create(transaction, data, draftOf(before, headings), stamp(context));
    const link = { kind: 'article' as const, target: made.article };
    const linked = { type: 'incident.linked', data: link, personal: {} } as const;
    const { seq } = await appendToIncident(transaction, before, linked, by);
    return { ...made, seq, wasThere: false };
  });
}

/** One that was put away, or erased, does not keep anybody from making another. */
async function draftOfIncident(
  { articles }: Transaction,
  incident: number,
): Promise<DraftAnswer | null> {
  const made = await articles.getMany(await articles.madeFrom([incident]));
  const there = made.find(({ confidence, title }) => confidence !== 'archived' && title !== null);
  if (!there) return null;
  const { number, version, seq } = there;
  return { article: toArticleReference(number), version, seq, wasThere: true };
}

/** The events that the title and the resolution are from. */
async function wordsFrom({ log }: Transaction, number: number): Promise<number[]> {
  const all = await log.streamAfter(incidentStream(number), 0, Number.MAX_SAFE_INTEGER);
  const events = all as IncidentEvent[];
  const titles = ['incident.reported', 'incident.imported', 'incident.retitled'];
  const title = events.findLast(({ type }) => titles.includes(type));
  const resolution = events.findLast(({ type }) => type === 'incident.resolved');
  return [title, resolution].flatMap((event) => event?.seq ?? []);
}
