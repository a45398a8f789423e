import { choicesOf } from '../../base/chosen-resolutions.ts';
import type { Found } from '../../base/search-field.ts';
import type { KitApi } from '../../client/api.ts';
import type { QueueActionMessages } from '../../locales/en/queue-actions.ts';
import type { QueueData } from './queue-data.ts';
import type { Queue } from './queue-model.ts';
import type { QueueRow } from './queue-rows.ts';
import { wordsOf } from './words-of.ts';

/** What is asked before it is done. */
export type AskName = keyof QueueActionMessages['ask'];

/** Something that can be found by typing. */
export interface Option extends Found {
  kind: 'person' | 'team' | 'priority' | 'next-team' | 'management' | 'incident' | 'named';
}

/** What was answered. */
export interface Answer {
  found?: Option | undefined;
  /** Of a few. */
  choice: string;
  /** In one's own words. */
  text: string;
}

/** With what something is looked for. */
export interface Search {
  text: string;
  choice: string;
  data: QueueData;
  targets: readonly QueueRow[];
  words: QueueActionMessages;
}

export interface Ask {
  find?(search: Search): Promise<Option[]>;
  /** Ids and names to choose from; the first is chosen. */
  choices?(queue: Queue, words: QueueActionMessages): Promise<readonly [string, string][]>;
  write?: 'needed' | 'optional';
  /** Who reads what is written. */
  readers?: 'desk' | 'everybody';
  /** It cannot be taken back: that is said, and what sends it says what it does. */
  isFinal?: boolean;
}

const fits = (text: string) => (option: Option) =>
  option.label.toLowerCase().includes(text.toLowerCase());

export const asks: Record<AskName, Ask> = {
  assign: { find: findPeople },
  priority: {
    find: async ({ data, text }) =>
      data.priorities
        .map(({ id, name }): Option => ({ kind: 'priority', value: id, label: `${id} ${name}` }))
        .filter(fits(text)),
  },
  escalate: {
    async find(search) {
      const { text, words } = search;
      const own: Option[] = [
        { kind: 'next-team', value: '', label: words.nextTeam },
        { kind: 'management', value: '', label: words.management },
      ];
      const found = await findPeople(search);
      return [...own.filter(fits(text)), ...found.filter(({ kind }) => kind === 'team')];
    },
    write: 'needed',
    readers: 'desk',
    isFinal: true,
  },
  hold: {
    async choices({ data }) {
      const answer = await data.kit?.call((api) =>
        api.configuration.get.query({ kind: 'workflow' }),
      );
      const { statuses = [] } = (answer?.current.document ?? {}) as {
        statuses?: { id: string; name: string; category: string }[];
      };
      return statuses
        .filter(({ category }) => category === 'waiting')
        .map(({ id, name }) => [id, name]);
    },
    write: 'needed',
    readers: 'desk',
  },
  resolve: {
    choices: async ({ host }) => choicesOf((await wordsOf(host, 'incident-timeline')).codes),
    write: 'needed',
    readers: 'everybody',
  },
  cancel: { write: 'needed', readers: 'everybody', isFinal: true },
  merge: { find: findIncidents, write: 'optional', readers: 'everybody', isFinal: true },
  link: {
    choices: async (_, { linkKinds }) => Object.entries(linkKinds),
    // Problems and changes are kept elsewhere: they are called what is typed.
    find: async (search) =>
      search.choice === 'problem' || search.choice === 'change'
        ? search.text
          ? [{ kind: 'named', value: search.text, label: search.text }]
          : []
        : findIncidents(search),
  },
};

async function findPeople({ data, text }: Search): Promise<Option[]> {
  const answer = await data.kit?.call((api) =>
    api.people.search.query({ limit: 8, ...(text && { text: text.slice(0, 100) }) }),
  );
  const people = (answer?.people ?? []).map(
    ({ id, name, teams }): Option => ({
      kind: 'person',
      value: id,
      label: name,
      detail: teams.map((team) => team.name).join(', '),
    }),
  );
  const teams = (answer?.teams ?? []).map(
    ({ id, name }): Option => ({ kind: 'team', value: id, label: name }),
  );
  return [...people, ...teams];
}

/** By its number or by words of its title; before anything is typed, what the queue shows first. */
async function findIncidents({ data, text, targets }: Search): Promise<Option[]> {
  const number = /^(?:inc-?)?\s*(\d{1,15})$/i.exec(text)?.[1];
  const { kit, rows } = data;
  const isWord = /[\p{L}\p{N}]{2}/u.test(text);
  const [named, list] = await Promise.all([
    number && kit?.call((api) => oneOf(api, `INC-${Number(number)}`)),
    isWord &&
      kit?.call((api) =>
        api.incidents.list.query({ text: text.slice(0, 200), status: 'all', limit: 8 }),
      ),
  ]);
  const found = text
    ? [...(named || []), ...(list ? list.incidents : [])]
    : rows.order.slice(0, 8).flatMap((incident) => rows.row(incident) ?? []);
  const own = new Set(targets.length > 1 ? [] : targets.map(({ incident }) => incident));
  const each = new Map(found.map((row) => [row.incident, row]));
  return [...each.values()]
    .filter(({ incident }) => !own.has(incident))
    .map(({ incident, title, priority, status }) => ({
      kind: 'incident',
      value: incident,
      label: `${incident} ${title}`,
      detail: `${priority}, ${status.name}`,
    }));
}

/** The incident of that number, if there is one. */
async function oneOf(api: KitApi, incident: string) {
  return api.incidents.get.query({ incident }).then(
    (answer) => [answer.incident],
    (error: { code?: string }) => {
      if (error.code === 'incident-not-found') return [];
      throw error;
    },
  );
}
