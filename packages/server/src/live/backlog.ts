import type { IncidentEvent } from '../domain/incident/events.ts';
import { incidentStream } from '../domain/incident/reference.ts';
import type { Incident } from '../domain/incident/state.ts';
import { type Audience, lastSeqFor } from '../domain/views/audience.ts';
import { toBadge } from '../domain/views/badge.ts';
import { toIncidentRow } from '../domain/views/incident.ts';
import type { LiveChange, LiveReset, Topic } from '../domain/views/live.ts';
import { editsOfNotes, toTimelineEntries } from '../domain/views/timeline-entries.ts';
import type { Snapshot } from '../store/store.ts';
import { badgeTopic, incidentTopic, type Topics } from './topics.ts';

/** How much a page may have missed of one topic and still be told change by change. */
const longest = 200;

export interface Backlog {
  /** The position of the log that this leads up to. */
  seq: number;
  changes: LiveChange[];
  resets: LiveReset[];
}

/** What happened to topics since a page last heard of them, in the order of the log. */
export async function readBacklog(
  snapshot: Snapshot,
  topics: Topics,
  reader: { audience: Audience; lists(incident: Incident): boolean },
  now: number,
): Promise<Backlog> {
  const seq = await snapshot.log.lastSeq();
  const changes: LiveChange[] = [];
  const tooOld: Topic[] = [];
  const unknown: Topic[] = [];

  // A position that the log has not reached: the database was put back to an earlier state.
  const isUnknown = (topic: Topic, after: number) => after > seq && unknown.push(topic) > 0;

  for (const [number, after] of topics.incidents) {
    const topic = incidentTopic(number);
    if (isUnknown(topic, after)) continue;
    const events = await snapshot.log.streamAfter(incidentStream(number), after, longest + 1);
    if (events.length > longest) {
      tooOld.push(topic);
      continue;
    }
    const incident = await snapshot.incidents.get(number);
    if (!incident) continue;
    const edits = await snapshot.log.at(editsOfNotes(incident));
    const entries = toTimelineEntries(
      incident,
      events as IncidentEvent[],
      edits as IncidentEvent[],
      reader.audience,
    );
    changes.push(...entries.map((entry) => ({ topic, seq: entry.seq, entry })));
  }

  // A badge and a row are a state, not a history: the newest one is all that a page has missed.
  const badged = await snapshot.incidents.getMany([...topics.badges.keys()]);
  const book = await snapshot.documents.calendarBook(badged);
  for (const incident of badged) {
    const topic = badgeTopic(incident.number);
    const after = topics.badges.get(incident.number) ?? 0;
    // What only the desk may know of is no news to others, not even that it happened.
    const last = lastSeqFor(reader.audience, incident);
    if (isUnknown(topic, after) || last <= after) continue;
    changes.push({ topic, seq: last, badge: toBadge(incident, book, now, reader.audience) });
  }

  if (topics.list !== null && !isUnknown('incidents', topics.list)) {
    const changed = await snapshot.incidents.changedAfter(topics.list, longest + 1);
    if (changed.length > longest) tooOld.push('incidents');
    else {
      const after = topics.list;
      const isNews = (each: Incident) => lastSeqFor(reader.audience, each) > after;
      const listed = changed.filter((each) => reader.lists(each) && isNews(each));
      const book = await snapshot.documents.calendarBook(listed);
      for (const incident of listed) {
        const row = toIncidentRow(incident, book, now, reader.audience);
        changes.push({ topic: 'incidents', seq: row.seq, incident: row });
      }
    }
  }

  if (topics.matrix !== null && !isUnknown('matrix', topics.matrix)) {
    const published = await snapshot.log.streamAfter('matrix', topics.matrix, longest + 1);
    const last = published.at(-1);
    if (last?.type === 'matrix.published') {
      changes.push({ topic: 'matrix', seq: last.seq, version: last.data.version });
    }
  }

  const resets: LiveReset[] = [];
  if (tooOld.length > 0) resets.push({ reason: 'too-old', topics: tooOld, seq });
  if (unknown.length > 0) resets.push({ reason: 'unknown-position', topics: unknown, seq });
  return { seq, changes: changes.sort((a, b) => a.seq - b.seq), resets };
}
