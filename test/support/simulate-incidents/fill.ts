import { randomBytes } from 'node:crypto';
import type { IncidentEvent } from '../../../packages/server/src/domain/incident/events.ts';
import {
  incidentStream,
  toReference,
} from '../../../packages/server/src/domain/incident/reference.ts';
import type { Incident, Rules } from '../../../packages/server/src/domain/index.ts';
import { evolve } from '../../../packages/server/src/domain/index.ts';
import type { Changes } from '../../../packages/server/src/store/commit/changes.ts';
import { PendingWrites } from '../../../packages/server/src/store/commit/pending-writes.ts';
import { type Head, recordEvent } from '../../../packages/server/src/store/log/event-log.ts';
import type { IncidentChange } from '../../../packages/server/src/store/projections/projection.ts';
import { projections } from '../../../packages/server/src/store/registry.ts';
import { bookOf } from './rules.ts';
import { SimulatedYear } from './year.ts';

/** Events, and incidents that are over, that are written in one go. */
const atOnce = 5_000;

export interface Filling {
  incidents: number;
  /** On average. */
  eventsEach: number;
  /** When the year ends that they are of, epoch milliseconds. */
  until: number;
  rules: Rules;
  head: Head;
  /** Writes into the database, as the store's own writer does. */
  write(changes: Changes): Promise<void>;
  /** Told now and then how many events there are. */
  onProgress?(events: number): void;
}

/**
 * Fills a database with incidents and what happened to them: a year at a desk, decided by the rules, numbered, hashed and put into rows by the store's own code. Only the commits are missing.
 */
export async function fill({
  incidents,
  eventsEach,
  until,
  rules,
  head,
  write,
  onProgress = () => undefined,
}: Filling): Promise<Head> {
  const book = bookOf(rules);
  let [end, writes, pending, over, noted] = [head, 0, ofEach(), ofLast(), 0];
  /** The last change of each incident that is not over. */
  const lastChanges = new Map<number, IncidentChange>();
  const waiting: Changes[] = [];
  const flush = () => {
    waiting.push(
      ...[pending, over].filter((each) => !each.isEmpty).map((each) => each.changes(end)),
    );
    [writes, pending, over] = [0, ofEach(), ofLast()];
  };

  const year = new SimulatedYear({
    incidents,
    eventsEach,
    until,
    rules,
    book,
    append(before, event, stamp) {
      const number = event.type === 'incident.reported' ? event.data.number : (before?.number ?? 0);
      const recorded = recordEvent(end, incidentStream(number), before?.version ?? 0, event, stamp);
      const happened = recorded.event as IncidentEvent;
      const state = evolve(before, happened);
      const change = { event: happened, before, after: state, book };
      end = recorded.head;
      pending.addEvent(recorded.row);
      pending.project(change);
      lastChanges.set(number, change);
      if (event.type === 'incident.reported') keepReply(pending, state);
      writes += 1;
      if (writes >= atOnce) flush();
      return state;
    },
    over({ number }) {
      const change = lastChanges.get(number);
      if (change) over.project(change);
      lastChanges.delete(number);
      writes += 1;
      if (writes >= atOnce) flush();
    },
  });

  for (const _reported of year.reports()) {
    for (const changes of waiting.splice(0)) await write(changes);
    if (end.seq - noted < 500_000) continue;
    noted = end.seq;
    onProgress(end.seq - head.seq);
  }
  pending.indexWords(Number.MAX_SAFE_INTEGER);
  flush();
  for (const changes of waiting.splice(0)) await write(changes);
  onProgress(end.seq - head.seq);
  return end;
}

/** What each event makes is written at once; what only the last of an incident makes, when it is over. */
const ofEach = () => new PendingWrites(projections.filter((each) => !each.lastEventOnly));
const ofLast = () => new PendingWrites(projections.filter((each) => each.lastEventOnly));

/** As a report leaves it behind: the reply to its key. */
function keepReply(pending: PendingWrites, { number, reportedAt, reporter, seq }: Incident): void {
  const scope = `report|${reporter.site}|${reporter.role}|${reporter.id}|`;
  const key = randomBytes(16).toString('hex');
  const answer = JSON.stringify({ incident: toReference(number), reportedAt, receipt: null, seq });
  pending.addReply({ scope, key, answer, at: reportedAt });
}
