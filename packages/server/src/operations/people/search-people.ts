import { z } from 'zod';
import type { Teams } from '../../domain/teams/teams.ts';
import type { OperationContext } from '../context.ts';
import { chosen, text } from '../input.ts';

export const searchPeopleInput = z.strictObject({
  /** Beginnings of words of a name, or of the host's identifier; left out: all. */
  text: text('whom to search for', { min: 0, max: 100 }).optional(),
  /** Only members of that team. */
  team: chosen.optional(),
  limit: z.int().min(1).max(50).default(20),
});

export interface PersonFound {
  /** The host's identifier. */
  id: string;
  name: string;
  /** Whether work is given to them, in any of their teams. */
  available: boolean;
  /** Those that they are members of. */
  teams: { id: string; name: string }[];
}

export interface PeopleAnswer {
  /** Whoever asks, whatever they search for; null when they are in no team. */
  self: PersonFound | null;
  /** Oneself first, then by name. */
  people: PersonFound[];
  /** Teams whose name fits. */
  teams: { id: string; name: string; members: number }[];
}

/** Members of the desk's teams, and the teams, by what they are called. */
export async function searchPeople(
  { store, caller }: OperationContext,
  { text: asked = '', team, limit }: z.output<typeof searchPeopleInput>,
): Promise<PeopleAnswer> {
  const { teams } = (await store.read(({ documents }) => documents.rules())).teams.document;
  const words = wordsOf(asked);
  const everybody = peopleOf(teams);
  const people = [...everybody.values()].filter(
    (each) =>
      (team === undefined || each.teams.some(({ id }) => id === team)) &&
      fits(words, [...wordsOf(each.name), ...wordsOf(each.id), fold(each.id)]),
  );
  const order = new Intl.Collator('und');
  const rank = (each: PersonFound) => (each.id === caller.id ? 0 : 1);
  people.sort((a, b) => rank(a) - rank(b) || order.compare(a.name, b.name));
  return {
    self: everybody.get(caller.id ?? '') ?? null,
    people: people.slice(0, limit),
    teams: teams
      .filter(({ id, name }) => fits(words, [...wordsOf(name), ...wordsOf(id)]))
      .slice(0, limit)
      .map(({ id, name, members }) => ({ id, name, members: members.length })),
  };
}

function peopleOf(teams: Teams['teams']): Map<string, PersonFound> {
  const people = new Map<string, PersonFound>();
  for (const { id: team, name: teamName, members } of teams) {
    for (const { id, name, available } of members) {
      const known = people.get(id) ?? { id, name, available: false, teams: [] };
      known.available ||= available;
      known.teams.push({ id: team, name: teamName });
      people.set(id, known);
    }
  }
  return people;
}

/** Each word that was asked for begins one of theirs. */
function fits(asked: readonly string[], words: readonly string[]): boolean {
  return asked.every((each) => words.some((word) => word.startsWith(each)));
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Without accents and case: “Tomás” is found by “tomas”. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
