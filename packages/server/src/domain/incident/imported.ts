import { digestOf } from '../import/digest.ts';
import { type Ends, noEnds } from '../import/steps.ts';
import { noTerms } from '../sla/terms.ts';
import { report } from './begin.ts';
import type { IncidentEvent } from './events.ts';
import type {
  ImportedFacts,
  ImportedTexts,
  ImportUpdated,
  IncidentImported,
} from './imported-events.ts';
import { erasedText, type Imported, type Incident } from './state.ts';
import { isOpen, type Status } from './status.ts';

type Event<Type> = Extract<IncidentEvent, { type: Type }>;
type Begun = Event<IncidentImported['type']>;
type Updated = Event<ImportUpdated['type']>;

/** The state as an import begins it: as if it had been reported when it was, with nothing promised. */
export function beginImported(event: Begun): Incident {
  const { data, personal } = event;
  const { number, origin, occurredAt, matrixVersion, row, status } = data;
  const texts = personal ?? nothingWritten;
  const { impact, urgency, priority, service, category } = data;
  const what = { impact, urgency, priority, service, category, matrixVersion };
  const reported = report({
    ...event,
    type: 'incident.reported',
    at: occurredAt,
    data: { number, ...what, targets: noTerms.targets, terms: noTerms, to: status },
    personal: { title: texts.title, description: texts.description, contact: null },
  });
  const imported: Imported = {
    ...origin,
    rows: [row],
    at: data.saidAt ?? occurredAt,
    asImported: data.asImported,
    texts: personal && digestsOf(personal),
    given: givenBy(data),
    ends: { resolvedAt: data.resolvedAt ?? null, closedAt: data.closedAt ?? null },
  };
  const begun = { ...reported, at: event.at, reporterName: texts.reporter, imported };
  return settle(begun, { ...data, occurredAt }, texts);
}

/** What the source said later. What it says of earlier than its last is history, and changes no more than that. */
export function updateImported(state: Incident, event: Updated): Incident {
  const { imported } = state;
  if (!imported) return state;
  const { occurredAt, row, changes } = event.data;
  const { saidAt = occurredAt } = event.data;
  const rows = imported.rows.includes(row) ? imported.rows : [...imported.rows, row];
  const texts = event.personal ?? {};
  if (saidAt < imported.at) {
    const { status } = changes;
    const course = status ? [...state.course, { at: occurredAt, status }] : state.course;
    return {
      ...state,
      course: course.toSorted((a, b) => a.at - b.at),
      imported: { ...imported, rows },
    };
  }
  const isErased = imported.texts === null || event.personal === null;
  const { status, isCancelled: _, assignee: _assignee, ...facts } = changes;
  const next: Incident = {
    ...state,
    ...facts,
    ...(texts.title !== undefined && { title: texts.title }),
    ...(texts.description !== undefined && { description: texts.description }),
    ...(texts.reporter !== undefined && { reporterName: texts.reporter }),
    ...(status && { status, course: [...state.course, { at: occurredAt, status }] }),
    imported: {
      ...imported,
      rows,
      at: saidAt,
      asImported: withSaid(imported.asImported, event.data.said),
      texts: isErased ? null : ({ ...imported.texts, ...digestsOf(texts) } as Imported['texts']),
      ...(imported.given && { given: { ...imported.given, ...givenBy(changes) } }),
      ...(imported.ends && { ends: endsAfter(imported.ends, { ...event.data, status }) }),
    },
  };
  return settle(next, { ...changes, ...event.data }, texts);
}

/** What follows from what has changed: who has it, and whether it is over. */
function settle(
  state: Incident,
  changes: Partial<ImportedFacts> & { occurredAt: number; resolvedAt?: number; closedAt?: number },
  texts: Partial<ImportedTexts>,
): Incident {
  const { team, assignee, category, status, isCancelled, occurredAt } = changes;
  const name = texts.assignee ?? null;
  const next: Incident = {
    ...state,
    ...(team !== undefined && { team }),
    ...(assignee !== undefined && { assignee: assignee === null ? null : { id: assignee, name } }),
    categorizedAt: state.categorizedAt ?? (category ? occurredAt : null),
  };
  const text = texts.resolution ?? next.resolved?.text ?? '';
  if (!status) {
    const { resolved, closed } = next;
    const { resolvedAt = resolved?.at, closedAt = closed?.at } = changes;
    return {
      ...next,
      resolved: resolved && { ...resolved, at: resolvedAt ?? resolved.at, text },
      closed: closed && { ...closed, at: closedAt ?? closed.at },
    };
  }
  if (isOpen(status)) {
    const wasOver = next.resolved !== null || next.closed !== null;
    const reopened = next.reopened + (wasOver ? 1 : 0);
    return { ...next, resolved: null, closed: null, closes: null, reopened };
  }
  const at = changes.resolvedAt ?? next.resolved?.at ?? occurredAt;
  const resolved = { at, by: null, code: 'fixed', text } as const;
  const closed = { at: occurredAt, by: null, why: isCancelled ? 'cancelled' : 'desk' } as const;
  if (status.category === 'resolved') return { ...next, resolved, closed: null };
  return { ...next, resolved: isCancelled ? next.resolved : resolved, closed };
}

function givenBy<Facts extends Partial<ImportedFacts>>({
  status,
  isCancelled,
  impact,
  urgency,
  priority,
  service,
  category,
  team,
}: Facts) {
  const given = { status, isCancelled, impact, urgency, priority, service, category, team };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Pick<Facts, keyof typeof given & keyof Facts>;
}

/** When the source says that it was over, after it has said something more. */
export function endsAfter(
  before: Ends,
  said: { [Key in keyof Ends]?: number | undefined } & { status?: Status | undefined },
): Ends {
  const { resolvedAt, closedAt } = said.status ? noEnds : before;
  return { resolvedAt: said.resolvedAt ?? resolvedAt, closedAt: said.closedAt ?? closedAt };
}

function withSaid(
  before: Imported['asImported'],
  said: Updated['data']['said'],
): Imported['asImported'] {
  const words = Object.entries({ ...before, ...said });
  return Object.fromEntries(words.filter(([, word]) => word !== null)) as Imported['asImported'];
}

const nothingWritten: ImportedTexts = {
  title: erasedText,
  description: '',
  reporter: null,
  assignee: null,
  resolution: null,
};

function digestsOf<Texts extends Partial<ImportedTexts>>(
  texts: Texts,
): Record<keyof Texts, string> {
  const entries = Object.entries(texts).map(([name, text]) => [name, digestOf(text ?? '')]);
  return Object.fromEntries(entries);
}
