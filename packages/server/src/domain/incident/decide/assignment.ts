import type { Rules } from '../../configuration/documents.ts';
import { fieldError, KitError } from '../../errors.ts';
import { findTeam, type Team } from '../../teams/teams.ts';
import type { IncidentAssigned, IncidentEscalated } from '../events.ts';
import type { Incident } from '../state.ts';
import { nameOf } from './report.ts';
import { assertNotClosed, assertUnderWay } from './step.ts';

type WithTeams = Pick<Rules, 'teams'>;

/**
 * Gives the incident to a team, to a person of it, or both. A person alone keeps the team if they are
 * in it, and else brings their own.
 * @throws KitError `team-unknown`, `person-not-in-team`, `nothing-changed`
 */
export function decideAssign(
  state: Incident,
  { teams }: WithTeams,
  to: { team: string | null; assignee: string | null },
): IncidentAssigned {
  // Also while it is resolved: reopening may ask for somebody who has it.
  assertNotClosed(state);
  const team = teamFor(state, teams.document.teams, to);
  const person = to.assignee === null ? null : assertMember(team, to.assignee);
  if (state.team === (team?.id ?? null) && (state.assignee?.id ?? null) === (person?.id ?? null)) {
    throw new KitError('nothing-changed', 'It is already assigned like this.', {
      details: { what: 'assignment' },
    });
  }
  return {
    type: 'incident.assigned',
    data: {
      team: team?.id ?? null,
      teamName: team?.name ?? null,
      assignee: person?.id ?? null,
      teamsVersion: teams.version,
    },
    personal: { assigneeName: person?.name ?? null },
  };
}

/** @throws KitError `nothing-changed` */
export function decideUnassign(
  state: Incident,
  { teams }: WithTeams,
  andTeam: boolean,
): IncidentAssigned {
  assertUnderWay(state);
  const team = andTeam ? null : state.team;
  if (state.assignee === null && state.team === team) {
    throw new KitError('nothing-changed', 'It is assigned to nobody.', {
      details: { what: 'unassigned' },
    });
  }
  return {
    type: 'incident.assigned',
    data: {
      team,
      teamName: nameOf(teams.document.teams, team),
      assignee: null,
      teamsVersion: teams.version,
    },
    personal: { assigneeName: null },
  };
}

/**
 * Hands the incident to another team, by default the one that its team escalates to. Whoever had it
 * no longer has it.
 * @throws KitError `team-unknown`, `invalid-input` when there is no such default, `nothing-changed`
 */
export function decideEscalateFunctionally(
  state: Incident,
  { teams }: WithTeams,
  to: string | null,
  reason: string,
): IncidentEscalated {
  assertUnderWay(state);
  const current = state.team === null ? null : findTeam(teams.document, state.team);
  const id = to ?? current?.escalatesTo ?? null;
  if (id === null) {
    const message = 'Choose the team to escalate to: none is set for the team that has it.';
    throw new KitError('invalid-input', message, {
      fields: [fieldError(['team'], message, 'required')],
    });
  }
  const team = assertTeam(teams.document.teams, id);
  if (team.id === state.team) {
    throw new KitError('nothing-changed', `${team.name} already has it. Choose another team.`, {
      fields: [fieldError(['team'], 'Choose another team.', 'refused')],
      details: { what: 'team', value: team.name },
    });
  }
  return {
    type: 'incident.escalated',
    data: {
      kind: 'functional',
      from: state.team,
      team: team.id,
      teamName: team.name,
      teamsVersion: teams.version,
    },
    personal: { reason },
  };
}

/** Raises the incident to management; its team keeps it. */
export function decideEscalateHierarchically(state: Incident, reason: string): IncidentEscalated {
  assertNotClosed(state);
  return {
    type: 'incident.escalated',
    data: { kind: 'hierarchical', level: state.managementLevel + 1 },
    personal: { reason },
  };
}

function teamFor(
  state: Incident,
  teams: Team[],
  to: { team: string | null; assignee: string | null },
): Team | null {
  if (to.team !== null) return assertTeam(teams, to.team);
  const isMember = (team: Team) => team.members.some((each) => each.id === to.assignee);
  const current = teams.find((each) => each.id === state.team);
  if (to.assignee === null || (current && isMember(current))) return current ?? null;
  return teams.find(isMember) ?? null;
}

function assertTeam(teams: Team[], id: string): Team {
  const found = teams.find((each) => each.id === id);
  if (found) return found;
  const names = teams.map((each) => `“${each.id}”`).join(', ');
  const choice = names ? `There are ${names}.` : 'Publish the teams first.';
  const message = `There is no team “${id}”. ${choice}`;
  throw new KitError('team-unknown', message, {
    fields: [fieldError(['team'], message, 'not-offered', { id })],
    details: { team: id, offered: teams.map((each) => each.id) },
  });
}

function assertMember(team: Team | null, id: string): { id: string; name: string } {
  const found = team?.members.find((each) => each.id === id);
  if (found) return { id: found.id, name: found.name };
  const message = team
    ? `${team.name} has no member “${id}”. Choose one of its members.`
    : `Nobody called “${id}” is in any team. Add them to a team first.`;
  throw new KitError('person-not-in-team', message, {
    fields: [fieldError(['assignee'], message, 'not-offered', { id })],
    details: { person: id, team: team?.name ?? null },
  });
}
