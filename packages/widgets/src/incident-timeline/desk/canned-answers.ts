import type {
  AnswerVariable,
  CannedAnswer,
  CannedAnswers,
  IncidentView,
  NoteVisibility,
} from '@incident-kit/server/domain';
import type { KitClient } from '../../client/client.ts';
import { formatDeadline } from '../format-time.ts';
import { nameFromId } from '../name-from-id.ts';

/** What the desk writes again and again, as it is in force, and who writes it. */
export interface Canned {
  answers: readonly CannedAnswer[];
  /** Whoever is at the page; null when the desk's teams do not name them. */
  agent: string | null;
}

/** Read once for an identity: a desk goes through many incidents. */
const read = new WeakMap<KitClient, Promise<Canned | undefined>>();

/** Gives nothing where they cannot be read: then none are offered. */
export function readCanned(kit: KitClient): Promise<Canned | undefined> {
  const known = read.get(kit);
  if (known) return known;
  const reading = kit
    .call(async ({ configuration, people }) => {
      const [{ current }, { self }] = await Promise.all([
        configuration.get.query({ kind: 'canned-answers' }),
        people.search.query({ limit: 1 }),
      ]);
      const { answers } = current.document as CannedAnswers;
      return { answers, agent: self?.name ?? null };
    })
    .catch(() => {
      read.delete(kit);
      return undefined;
    });
  read.set(kit, reading);
  return reading;
}

/** Those that these readers may read, what is about the incident's service first. */
export function answersFor(
  answers: readonly CannedAnswer[],
  visibility: NoteVisibility,
  { service }: IncidentView,
): CannedAnswer[] {
  const isAboutIt = ({ services }: CannedAnswer) =>
    Number(service !== null && services.includes(service));
  return answers
    .filter((each) => visibility === 'internal' || each.visibility === 'public')
    .sort((a, b) => isAboutIt(b) - isAboutIt(a));
}

/** Puts in what is known; a variable for which nothing is stays, for whoever sends it to see. */
export function filledIn(
  { text }: CannedAnswer,
  incident: IncidentView,
  agent: string | null,
  locale: string,
): string {
  const due = Object.values(incident.clocks)
    .filter(({ stoppedAt, dueAt }) => stoppedAt === null && dueAt !== null)
    .map(({ dueAt }) => dueAt as number);
  const values: Record<AnswerVariable, string | null> = {
    reporter: incident.reporter,
    incident: incident.incident,
    title: incident.title,
    status: incident.status.name,
    priority: incident.priority,
    service: incident.service && nameFromId(incident.service),
    agent,
    due: due.length ? formatDeadline(locale, Math.min(...due)) : null,
  };
  return text.replace(
    /\{\{\s*(\w+)\s*\}\}/g,
    (variable, name: string) =>
      (Object.hasOwn(values, name) && values[name as AnswerVariable]) || variable,
  );
}
