import type { Teams } from '../teams/teams.ts';
import { findTeam } from '../teams/teams.ts';

/** Whose notifications: a person's own, and those of the teams that they belong to or manage. */
export interface Inbox {
  person: string;
  memberOf: readonly string[];
  managerOf: readonly string[];
}

/** A person by the host's identifier, or everybody of a team, or its managers. */
export interface Told {
  whom: 'person' | 'team' | 'managers';
  target: string;
}

export function inboxOf({ teams }: Teams, person: string): Inbox {
  const isOne = (people: readonly { id: string }[]) => people.some((each) => each.id === person);
  return {
    person,
    memberOf: teams.filter((team) => isOne(team.members)).map((team) => team.id),
    managerOf: teams.filter((team) => isOne(team.managers)).map((team) => team.id),
  };
}

/** The host's identifiers of those in whose inbox it is. */
export function peopleTold(teams: Teams, { whom, target }: Told): string[] {
  if (whom === 'person') return [target];
  const team = findTeam(teams, target);
  const people = whom === 'team' ? team?.members : team?.managers;
  return (people ?? []).map((each) => each.id);
}

/** Only as many of the newest can be unread: what is older counts as read. */
export const mostUnread = 100;

/** Which of their notifications somebody has read, by positions of the log. */
export interface ReadState {
  /** All up to there. */
  until: number;
  /** And these after it. */
  also: readonly number[];
}

export const nothingRead: ReadState = { until: 0, also: [] };

export function isRead({ until, also }: ReadState, seq: number): boolean {
  return seq <= until || also.includes(seq);
}

/** All up to a position is read. What was stays so. */
export function readUntil(state: ReadState, until: number): ReadState {
  const next = Math.max(state.until, until);
  return { until: next, also: state.also.filter((seq) => seq > next) };
}

/**
 * One is read.
 * @param newest what can be unread at all, newest first
 */
export function readOne(state: ReadState, seq: number, newest: readonly number[]): ReadState {
  if (isRead(state, seq) || !newest.includes(seq)) return state;
  const oldest = newest.length < mostUnread ? 0 : (newest.at(-1) ?? 0) - 1;
  const { until, also } = readUntil(state, oldest);
  return { until, also: [...also, seq] };
}
