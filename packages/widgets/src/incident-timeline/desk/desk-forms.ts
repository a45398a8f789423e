import type { IncidentView } from '@incident-kit/server/domain';
import type { KitApi } from '../../client/api.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { DeskFormAction } from './desk-actions.ts';
import { findIncidents, findPeople, type Source } from './sources.ts';

/** What is filled in, by the name of its field. */
export type Values = Record<string, string>;

/** What can be chosen, by the name of the field: values and names. */
export type Choices = Record<string, readonly (readonly [string, string])[]>;

export interface Field {
  name: string;
  /** A choice among a few, somebody or something to be searched for, a line, or words. */
  kind: 'choice' | 'search' | 'line' | 'words';
  source?: Source;
  /** Whether it may be left as it is. */
  isOptional?: boolean;
  isShown?(values: Values): boolean;
  /** Fields of the request that it is about, where they are called otherwise. */
  covers?: readonly string[];
}

export interface DeskForm {
  command:
    | 'assign'
    | 'escalate'
    | 'prioritize'
    | 'overridePriority'
    | 'categorize'
    | 'retitle'
    | 'merge'
    | 'link'
    | 'unlink';
  fields: readonly Field[];
  /** Reads what can be chosen, as it is in force. */
  read?(
    api: KitApi,
    incident: IncidentView,
    messages: TimelineDeskMessages,
  ): Promise<{
    choices: Choices;
    /** What is chosen to begin with. */
    start?: Values;
  }>;
  /** What can be chosen of what is known already, as the incident stands. */
  known?(incident: IncidentView, messages: TimelineDeskMessages): Choices;
  /** What stands in it at first. */
  start?(incident: IncidentView): Values;
  /** What the command takes besides the incident. */
  input(values: Values, incident: IncidentView): Record<string, unknown>;
}

const named = (items: readonly { id: string; name: string }[]) =>
  items.map(({ id, name }) => [id, name] as const);

/** A team's id may be anything, so what is none has another beginning. */
const management = 'raise:';

const isIncident = ({ kind }: Values) => kind === 'parent' || kind === 'related';

export const deskForms: Record<DeskFormAction, DeskForm> = {
  assign: {
    command: 'assign',
    fields: [{ name: 'to', kind: 'search', source: findPeople, covers: ['team', 'assignee'] }],
    input: ({ to = '' }) =>
      to.startsWith('team:') ? { team: to.slice(5) } : { assignee: to.replace('person:', '') },
  },
  escalate: {
    command: 'escalate',
    fields: [
      { name: 'to', kind: 'choice', covers: ['team', 'kind'] },
      { name: 'reason', kind: 'words' },
    ],
    async read({ configuration }, { team }, { byDefault, toManagement }) {
      const { current } = await configuration.get.query({ kind: 'teams' });
      const { teams } = current.document as {
        teams: { id: string; name: string; escalatesTo: string | null }[];
      };
      const next = teams.find(({ id }) => id === team)?.escalatesTo;
      const others = teams
        .filter(({ id }) => id !== team)
        // The one that it escalates to by itself is chosen first.
        .sort((a, b) => Number(b.id === next) - Number(a.id === next));
      const to = others.map(
        ({ id, name }) => [`team:${id}`, id === next ? byDefault(name) : name] as const,
      );
      return {
        choices: { to: [...to, [management, toManagement]] },
        ...(next && { start: { to: `team:${next}` } }),
      };
    },
    input: ({ to = '', reason }) =>
      to === management
        ? { kind: 'hierarchical', reason }
        : { kind: 'functional', team: to.slice(5), reason },
  },
  prioritize: {
    command: 'prioritize',
    fields: [
      { name: 'impact', kind: 'choice' },
      { name: 'urgency', kind: 'choice' },
    ],
    async read({ matrix }) {
      const { impacts, urgencies } = (await matrix.current.query()).current.matrix;
      return { choices: { impact: named(impacts), urgency: named(urgencies) } };
    },
    start: ({ impact, urgency }) => ({ impact, urgency }),
    input: ({ impact, urgency }) => ({ impact, urgency }),
  },
  override: {
    command: 'overridePriority',
    fields: [
      { name: 'priority', kind: 'choice' },
      { name: 'reason', kind: 'words' },
    ],
    async read({ matrix }) {
      const { priorities } = (await matrix.current.query()).current.matrix;
      const priority = priorities.map(({ id, name }) => [id, `${id} ${name}`] as const);
      return { choices: { priority } };
    },
    input: ({ priority, reason }) => ({ priority, reason }),
  },
  categorize: {
    command: 'categorize',
    fields: [
      { name: 'service', kind: 'choice', isOptional: true },
      { name: 'category', kind: 'choice', isOptional: true },
    ],
    async read({ configuration }) {
      const { current } = await configuration.get.query({ kind: 'catalogue' });
      const { services, categories } = current.document as Record<
        'services' | 'categories',
        { id: string; name: string }[]
      >;
      return { choices: { service: named(services), category: named(categories) } };
    },
    start: ({ service, category }) => ({ service: service ?? '', category: category ?? '' }),
    // Only what is another: what was taken from the catalogue since may stay.
    input: ({ service, category }, incident) => ({
      ...(service !== (incident.service ?? '') && { service: service || null }),
      ...(category !== (incident.category ?? '') && { category: category || null }),
    }),
  },
  retitle: {
    command: 'retitle',
    fields: [{ name: 'title', kind: 'line' }],
    start: ({ title }) => ({ title }),
    input: ({ title }) => ({ title }),
  },
  merge: {
    command: 'merge',
    fields: [
      { name: 'into', kind: 'search', source: findIncidents },
      { name: 'reason', kind: 'words', isOptional: true },
    ],
    input: ({ into, reason }) => ({ into, ...(reason?.trim() && { reason }) }),
  },
  link: {
    command: 'link',
    fields: [
      { name: 'kind', kind: 'choice' },
      {
        name: 'incident',
        kind: 'search',
        source: findIncidents,
        isShown: isIncident,
        covers: ['target'],
      },
      { name: 'target', kind: 'line', isShown: (values) => !!values.kind && !isIncident(values) },
    ],
    known: (_incident, { linkKinds }) => ({ kind: Object.entries(linkKinds) }),
    input: ({ kind, incident, target }) => ({
      kind,
      target: isIncident({ kind: kind ?? '' }) ? incident : target,
    }),
  },
  unlink: {
    command: 'unlink',
    fields: [{ name: 'link', kind: 'choice', covers: ['kind', 'target'] }],
    known: ({ links }, { linkKinds }) => ({
      link: links.map(
        ({ kind, target }) => [`${kind} ${target}`, `${linkKinds[kind]}: ${target}`] as const,
      ),
    }),
    input({ link = '' }) {
      const [kind, ...target] = link.split(' ');
      return { kind, target: target.join(' ') };
    },
  },
};
