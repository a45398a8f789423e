import { fieldError, KitError } from '../../errors.ts';
import { personNamed, type Teams } from '../../teams/teams.ts';

/**
 * Those whom a note calls by name, each once: they are told of it. They are of the desk.
 * @throws KitError `person-not-in-team`
 */
export function assertMentionable(teams: Teams, mentions: readonly string[]): string[] {
  const people = [...new Set(mentions)];
  for (const [index, id] of people.entries()) {
    if (personNamed(teams, id)) continue;
    const message = `There is nobody “${id}” in any team. Mention somebody of the desk.`;
    throw new KitError('person-not-in-team', message, {
      fields: [fieldError(['mentions', index], message, 'not-offered', { id })],
      details: { person: id, team: null },
    });
  }
  return people;
}
