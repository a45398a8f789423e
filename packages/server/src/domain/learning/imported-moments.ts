import type { IncidentEvent } from '../incident/events.ts';
import type { ImportedFacts } from '../incident/imported-events.ts';
import { numberOfStream } from '../incident/reference.ts';
import { isOpen } from '../incident/status.ts';
import { featuresByField } from './described.ts';
import { learnedFields } from './learned-fields.ts';
import type { Choices, Moment, Said } from './moments.ts';

export type ImportEvent = Extract<
  IncidentEvent,
  { type: 'incident.imported' | 'incident.import-updated' }
>;

export function isImportEvent(event: { type: string }): event is ImportEvent {
  return event.type === 'incident.imported' || event.type === 'incident.import-updated';
}

/** Of more than so many the earliest are left out: no more examples are remembered. */
const mostIncidents = 50_000;

/**
 * What the imports of a log say to whoever learns, in the order in which it occurred: in the log it stands file by
 * file and incident by incident, long after.
 */
export class ImportedMoments {
  readonly #byIncident = new Map<number, Moment[]>();
  readonly #most: number;

  constructor(most = mostIncidents) {
    this.#most = most;
  }

  take(event: ImportEvent): void {
    const number = numberOfStream(event.stream) ?? 0;
    const known = this.#byIncident.get(number);
    // What was left out, or has no words any more, is not learned from.
    if (!known && event.type === 'incident.import-updated') return;
    const said = event.type === 'incident.imported' ? begun(event) : changed(event.data.changes);
    if (said.length === 0) return;
    // Clocks of elsewhere may be ahead.
    const at = Math.min(event.data.occurredAt, event.at);
    const moments = said.map((each) => ({ number, seq: event.seq, at, ...each }));
    if (known) known.push(...moments);
    else this.#byIncident.set(number, moments);
    if (this.#byIncident.size > 1.5 * this.#most) this.#leaveOutEarliest();
  }

  inOrder(): Moment[] {
    this.#leaveOutEarliest();
    const all = [...this.#byIncident.values()].flat();
    // Stable, so what one event says stays in its order.
    return all.sort((one, other) => one.at - other.at || one.seq - other.seq);
  }

  #leaveOutEarliest(): void {
    const tooMany = this.#byIncident.size - this.#most;
    if (tooMany <= 0) return;
    const begins = [...this.#byIncident.values()].flatMap(([first]) => first ?? []);
    begins.sort((one, other) => one.at - other.at || one.seq - other.seq);
    for (const { number } of begins.slice(0, tooMany)) this.#byIncident.delete(number);
  }
}

function begun({ data, personal }: Extract<ImportEvent, { type: 'incident.imported' }>): Said[] {
  if (!personal) return [];
  // A category that stands there from its beginning may be what somebody knew at its end, so it tells no team.
  const { title, description } = personal;
  const features = featuresByField({ title, description, service: data.service });
  return [{ what: 'reported', features, choices: choicesOf(data) as Choices }, ...ended(data)];
}

function changed(changes: Partial<ImportedFacts>): Said[] {
  const choices = choicesOf(changes);
  const isNews = Object.keys(choices).length > 0;
  return [...(isNews ? [{ what: 'chosen', choices } as const] : []), ...ended(changes)];
}

/** Who ended it there is not known; somebody did. */
function ended({ status, isCancelled }: Partial<ImportedFacts>): Said[] {
  if (!status || isOpen(status)) return [];
  return [isCancelled ? { what: 'dropped' } : { what: 'over', isByPerson: true }];
}

function choicesOf(facts: Partial<ImportedFacts>): Partial<Choices> {
  const said = learnedFields.filter((field) => facts[field] !== undefined);
  return Object.fromEntries(said.map((field) => [field, facts[field] ?? null]));
}
