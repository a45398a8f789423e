import type { CalendarBook, CalendarRef } from '../../domain/calendar/calendars.ts';
import { isTold, messagesOf } from '../../domain/channels/messages.ts';
import { messageToReporter, reporterKey } from '../../domain/channels/reporters.ts';
import {
  mayTellSubscribers,
  subscriberMessage,
  toldToSubscribers,
} from '../../domain/channels/subscriptions.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import { type DocumentEvent, isDocumentEvent } from '../../domain/configuration/events.ts';
import type { IncidentEvent, NewIncidentEvent } from '../../domain/incident/events.ts';
import { evolve } from '../../domain/incident/evolve.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Article } from '../../domain/knowledge/article.ts';
import { type ArticleEvent, isArticleEvent } from '../../domain/knowledge/events.ts';
import { evolveArticle } from '../../domain/knowledge/evolve.ts';
import { limits } from '../../domain/limits.ts';
import { isTimeCorrection } from '../../domain/log-time.ts';
import { evolveRecord, isRecordEvent, type RecordEvent } from '../../domain/problem/records.ts';
import { isSiteEvent, type SiteEvent } from '../../domain/sites/events.ts';
import type { SlaTerms } from '../../domain/sla/terms.ts';
import { type Head, recordEvent } from '../log/event-log.ts';
import { newMessageRow } from '../messages.ts';
import type { DocumentReader } from '../port/documents.ts';
import type { KitEvent, LogReader, NewKitEvent, Stamp } from '../port/log.ts';
import type { SubscriberReader } from '../port/subscribers.ts';
import type { Change, IncidentChange } from '../projections/projection.ts';
import type { CommandWrites } from './batch-cache.ts';
import type { PendingWrites } from './pending-writes.ts';
import { replay } from './replay.ts';

/** The command whose events are recorded. */
export interface Recording {
  head: Head;
  /** Another object once what it has was written to the database. */
  readonly pending: PendingWrites;
  readonly writes: CommandWrites;
  readonly log: LogReader;
  readonly documents: DocumentReader;
  readonly subscribers: SubscriberReader;
  incident(number: number): Promise<Incident | null>;
  article(stream: string): Promise<Article | null>;
  bookFor(refs: readonly CalendarRef[]): Promise<CalendarBook>;
  /** The last version of each kind of document. */
  documentVersions(): Promise<ReadonlyMap<string, number>>;
}

/** Puts a command's events at the end of the log, with all that follows from them, and erases from it. */
export class Recorder {
  readonly #command: Recording;

  constructor(command: Recording) {
    this.#command = command;
  }

  async append(
    stream: string,
    version: number,
    event: NewKitEvent,
    stamp: Stamp,
  ): Promise<KitEvent> {
    const command = this.#command;
    // Nothing is made of it but the time from which the log goes on.
    if (isTimeCorrection(event)) return this.#record(stream, version, event, stamp);
    if (isSiteEvent(event)) {
      const configured = this.#record(stream, version, event, stamp) as SiteEvent;
      command.pending.project({ event: configured });
      return configured;
    }
    if (isDocumentEvent(event)) {
      const published = this.#record(stream, version, event, stamp) as DocumentEvent;
      command.writes.hasDocuments = true;
      command.pending.project({ event: published });
      return published;
    }
    if (isRecordEvent(event)) {
      // These streams are short, so that nobody has to keep what they fold to.
      const earlier = await command.log.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER);
      const recorded = this.#record(stream, version, event, stamp) as RecordEvent;
      const after = [...(earlier as RecordEvent[]), recorded].reduce(evolveRecord, null);
      if (after) command.pending.project({ event: recorded, after });
      return recorded;
    }
    if (isArticleEvent(event)) {
      const before = version > 0 ? await command.article(stream) : null;
      const recorded = this.#record(stream, version, event, stamp) as ArticleEvent;
      command.pending.project({ event: recorded, article: evolveArticle(before, recorded) });
      return recorded;
    }
    const number = numberOfStream(stream) ?? 0;
    const found = version > 0 ? await command.incident(number) : null;
    const terms = termsOf(event) ?? found?.terms;
    const book = await command.bookFor(terms ? [terms.calendar] : []);
    const isForSubscribers = mayTellSubscribers(event.type);
    const isToldOutside = isTold(event.type) || isForSubscribers;
    const rules = isToldOutside ? await this.#rulesOfMessages() : null;
    const follow = isForSubscribers ? rules?.channels.document.subscribers : null;
    const subscribers = follow ? await this.#subscribersAfter(event, found) : [];
    const mails = isForSubscribers ? rules?.channels.document.reporters : null;
    const wantsNone = mails ? await this.#wantsNoMails(event, found, stamp) : true;
    // From here on nothing is waited for: two events of one command cannot get the same number.
    const { writes } = command;
    const before = version > 0 ? (writes.incidents.get(number) ?? found) : null;
    const recorded = this.#record(stream, version, event, stamp) as IncidentEvent;
    const change = { event: recorded, before, after: evolve(before, recorded), book };
    writes.incidents.set(number, change.after);
    writes.changes.push(change);
    if (event.type === 'incident.reported' || event.type === 'incident.imported') {
      writes.lastNumber = event.data.number;
    }
    command.pending.project(change);
    if (rules) this.#addMessages(change, rules);
    if (follow) this.#tellSubscribers(change, subscribers, follow.channel);
    if (rules && !wantsNone) this.#tellReporter(change, rules);
    return recorded;
  }

  async erase(seqs: readonly number[]): Promise<void> {
    const command = this.#command;
    const { log } = command;
    const found = await log.at(seqs);
    const erased = new Set(found.map(({ seq }) => seq));
    const changes: Change[] = [];
    for (const stream of new Set(found.map((event) => event.stream))) {
      const events = await log.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER);
      const without = events.map((event) =>
        erased.has(event.seq) ? { ...event, personal: null, actorName: null } : event,
      );
      changes.push(...(await replay(without as KitEvent[], (refs) => command.bookFor(refs))));
    }
    command.pending.erase(erased);
    for (const change of changes) {
      command.pending.projectErased(change);
      if ('book' in change) command.writes.incidents.set(change.after.number, change.after);
      else if (isDocumentEvent(change.event)) command.writes.hasDocuments = true;
    }
  }

  #record(stream: string, version: number, event: NewKitEvent, stamp: Stamp): KitEvent {
    const command = this.#command;
    const recorded = recordEvent(command.head, stream, version, event, stamp);
    command.head = recorded.head;
    command.writes.events.push(recorded.event);
    command.pending.addEvent(recorded.row);
    return recorded.event;
  }

  /** Null where no channels were ever published: then nothing is told outside. */
  async #rulesOfMessages(): Promise<Rules | null> {
    const versions = await this.#command.documentVersions();
    return versions.has('channels') ? this.#command.documents.rules() : null;
  }

  /** Those of the service that the incident has once the event has happened. */
  async #subscribersAfter(
    { data }: NewIncidentEvent,
    before: Incident | null,
  ): Promise<readonly string[]> {
    const service = 'service' in data ? data.service : before?.service;
    if (!service) return [];
    return this.#command.subscribers.ofService(service, limits.subscribers);
  }

  #tellSubscribers(
    { before, after, event }: IncidentChange,
    subscribers: readonly string[],
    channel: string,
  ): void {
    const about = subscribers.length > 0 ? toldToSubscribers(before, after, event) : null;
    if (!about) return;
    const { seq, at } = event;
    for (const each of subscribers) {
      const message = subscriberMessage(each, { about, channel, at });
      const row = newMessageRow(message, { seq, incident: after.number, at });
      this.#command.pending.addMessage(row);
    }
  }

  /** Whether whoever reported the incident, or does so now, has said that they want no mails. */
  async #wantsNoMails(
    { type, data }: NewIncidentEvent,
    before: Incident | null,
    { actor }: Stamp,
  ): Promise<boolean> {
    const number = type === 'incident.reported' ? data.number : 0;
    const key = reporterKey(before ?? { reporter: actor, number });
    return (await this.#command.subscribers.get(key))?.state === 'left';
  }

  #tellReporter({ after, event }: IncidentChange, { channels, workflow }: Rules): void {
    const { reporters } = channels.document;
    const documents = { reporters, workflow: workflow.document };
    const message = messageToReporter(after, event, documents);
    if (!message) return;
    const { seq, at } = event;
    const row = newMessageRow(message, { seq, incident: after.number, at });
    this.#command.pending.addMessage(row);
  }

  /** In the transaction of the event: whoever knows of it will be told. */
  #addMessages(change: IncidentChange, { channels, teams }: Rules): void {
    const { seq, at } = change.event;
    const documents = { channels: channels.document, teams: teams.document };
    for (const message of messagesOf(change, documents)) {
      const incident = change.after.number;
      this.#command.pending.addMessage(newMessageRow(message, { seq, incident, at }));
    }
  }
}

/** The terms that an event gives its incident; null when it leaves them as they are. */
function termsOf(event: NewIncidentEvent): SlaTerms | null {
  return ('terms' in event.data && event.data.terms) || null;
}
