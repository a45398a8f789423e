import type { CalendarBook, CalendarRef } from '../../domain/calendar/calendars.ts';
import { type DocumentEvent, isDocumentEvent } from '../../domain/configuration/events.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { evolve } from '../../domain/incident/evolve.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Article } from '../../domain/knowledge/article.ts';
import { type ArticleEvent, isArticleEvent } from '../../domain/knowledge/events.ts';
import { evolveArticle } from '../../domain/knowledge/evolve.ts';
import {
  evolveRecord,
  isRecordEvent,
  type RecordEvent,
  type RecordState,
} from '../../domain/problem/records.ts';
import { isSiteEvent, type SiteEvent } from '../../domain/sites/events.ts';
import type { KitEvent } from '../port/log.ts';
import type { Change } from '../projections/projection.ts';

/** What the events of a stream have changed, from its first on. */
export async function replay(
  events: readonly KitEvent[],
  bookFor: (refs: readonly CalendarRef[]) => Promise<CalendarBook>,
): Promise<Change[]> {
  const changes: Change[] = [];
  let before: Incident | null = null;
  let record: RecordState | null = null;
  let article: Article | null = null;
  for (const event of events) {
    if (isSiteEvent(event)) changes.push({ event: event as SiteEvent });
    else if (isDocumentEvent(event)) changes.push({ event: event as DocumentEvent });
    else if (isArticleEvent(event)) {
      article = evolveArticle(article, event as ArticleEvent);
      changes.push({ event: event as ArticleEvent, article });
    } else if (isRecordEvent(event)) {
      record = evolveRecord(record, event as RecordEvent);
      changes.push({ event: event as RecordEvent, after: record });
    } else {
      const after: Incident = evolve(before, event as IncidentEvent);
      const book = await bookFor([after.terms.calendar]);
      changes.push({ event: event as IncidentEvent, before, after, book });
      before = after;
    }
  }
  return changes;
}
