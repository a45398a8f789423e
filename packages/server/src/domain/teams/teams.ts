import { z } from 'zod';
import { id, name } from '../ids.ts';
import { bounded } from '../plain-text.ts';

const person = z.strictObject({
  /** As the host's tokens name the person (`sub`). */
  id: bounded(z.string(), { min: 1, max: 200 }),
  name,
});

const team = z.strictObject({
  id,
  name,
  /** The support tier: 1 answers first. */
  tier: z.int().min(1).max(4).default(1),
  /** Whoever is not available is left out when incidents are shared out. */
  members: z
    .array(person.extend({ available: z.boolean().default(true) }))
    .max(200)
    .default([]),
  /** Who is told when an incident is raised to management. */
  managers: z.array(person).max(20).default([]),
  /** The team that a functional escalation goes to when none is named. */
  escalatesTo: id.nullable().default(null),
});

/** The teams of the desk. */
export const teamsSchema = z.strictObject({ teams: z.array(team).max(200) });

export type Person = z.infer<typeof person>;
export type Team = z.infer<typeof team>;
export type Teams = z.infer<typeof teamsSchema>;

export const defaultTeams: Teams = { teams: [] };

/** Somebody of the desk: a member or a manager of any team. */
export function personNamed({ teams }: Teams, id: string): Person | null {
  const people = teams.flatMap(({ members, managers }): Person[] => [...members, ...managers]);
  return people.find((each) => each.id === id) ?? null;
}

export function findTeam(teams: Teams, id: string): Team | null {
  return teams.teams.find((each) => each.id === id) ?? null;
}
