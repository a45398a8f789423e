import type { Caller } from '../../access/caller.ts';
import type { Teams } from '../../domain/teams/teams.ts';

/** Whoever does something from a chat acts as the person that the settings link. */
export function chatCaller(person: string, { teams }: Teams): Caller {
  const all = teams.flatMap(({ members, managers }) => [...members, ...managers]);
  const name = all.find(({ id }) => id === person)?.name ?? null;
  return {
    ...{ role: 'agent', id: person, name, email: null, groups: [], site: null },
    ...{ receiptFor: null, expiresAt: null },
  };
}

/** The person that the settings link to somebody of a chat. */
export function linkedPerson(
  people: Readonly<Record<string, string>>,
  user: string,
): string | null {
  return Object.hasOwn(people, user) ? (people[user] ?? null) : null;
}

export const notLinked =
  'Nothing was done: your account here is not linked to anybody of the service desk. Ask an administrator.';
