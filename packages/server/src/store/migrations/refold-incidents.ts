import type { Kysely } from 'kysely';
import type { CalendarBook } from '../../domain/calendar/calendars.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import { replay } from '../../domain/incident/state.ts';
import { toEvent } from '../log/event-log.ts';
import { toIncidentRow, toTextRow } from '../projections/read-models.ts';
import type { Tables } from '../schema.ts';

/** Makes the incidents again from the log, one after the other. */
export async function refoldIncidents(database: Kysely<unknown>): Promise<void> {
  const db = database as Kysely<Tables>;
  for (let number = 1; ; number += 1) {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('stream', '=', incidentStream(number))
      .orderBy('version')
      .execute();
    const state = replay(rows.map((row) => toEvent(row) as IncidentEvent));
    // Their numbers have no gaps.
    if (!state) return;
    await db.insertInto('incidents').values(toIncidentRow(state, aroundTheClock)).execute();
    await db.insertInto('incident_texts').values(toTextRow(state)).execute();
  }
}

/** The only calendar that there was before there were documents of calendars. */
const aroundTheClock: CalendarBook = () => '24x7';
