import type { Found } from '../../base/search-field.ts';
import type { KitApi } from '../../client/api.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';

/** Finds what somebody types the beginning of. @throws {KitRequestError} */
export type Source = (
  api: KitApi,
  asked: { text: string; incident: string; messages: TimelineDeskMessages },
) => Promise<Found[]>;

/** Whoever asks comes first, so that an empty field offers to take it oneself. */
export const findPeople: Source = async ({ people: all }, { text, messages }) => {
  const { people, teams, self } = await all.search.query({ text: text.slice(0, 100), limit: 8 });
  return [
    ...people.map(({ id, name, available, teams }) => ({
      value: `person:${id}`,
      label: id === self?.id ? messages.oneself(name) : name,
      detail: [...teams.map((team) => team.name), ...(available ? [] : [messages.away])].join(', '),
    })),
    ...teams.map(({ id, name, members }) => ({
      value: `team:${id}`,
      label: name,
      detail: messages.members(members),
    })),
  ];
};

/** Those of the desk who can be called by name in a note. */
export async function findColleagues({ people: all }: KitApi, text: string): Promise<Found[]> {
  const { people } = await all.search.query({ text: text.trim().slice(0, 100), limit: 8 });
  return people.map(({ id, name, teams }) => ({
    value: id,
    label: name,
    detail: teams.map((team) => team.name).join(', '),
  }));
}

/** By their number, or by words of what they are about. */
export const findIncidents: Source = async ({ incidents }, { text, incident: own }) => {
  const number = /^(?:inc-?)?\s*(\d{1,15})$/i.exec(text)?.[1];
  const [named, list] = await Promise.all([
    number
      ? incidents.get.query({ incident: `INC-${Number(number)}` }).catch(nothingThere)
      : undefined,
    text.length < 2
      ? undefined
      : incidents.list.query({ text: text.slice(0, 200), status: 'all', limit: 8 }).catch(noWord),
  ]);
  const found = [...(named ? [named.incident] : []), ...(list?.incidents ?? [])];
  const each = new Map(found.map((one) => [one.incident, one]));
  each.delete(own);
  return [...each.values()].map(({ incident, title, status, priority }) => ({
    value: incident,
    label: `${incident} ${title}`,
    detail: `${priority}, ${status.name}`,
  }));
};

function nothingThere(error: KitRequestError): undefined {
  if (error.code !== 'incident-not-found') throw error;
}

/** Signs alone are no words to search for. */
function noWord(error: KitRequestError): undefined {
  if (error.code !== 'invalid-input') throw error;
}
