import type { Visits } from './visits.ts';

/** The code of no team. */
const nobody = 0;

/** A visit that was in between: the incident left a team, and that team got it back. */
export interface Detour {
  visit: number;
  /** The code of the team that got it back. */
  home: number;
}

/**
 * The visits that were lost going back and forth: those between leaving a team and coming back to it. Each is counted
 * once, for the narrowest way out and back that it is part of (of two as narrow, the one that began later). So A, B, A
 * loses the time at B between A and B; A, B, C, A loses the time at B between A and B, and that at C between A and C.
 * That nobody has it again is no coming back.
 */
export function detoursOf(visits: Visits): Detour[] {
  if (visits.length < 3) return [];
  const detours: Detour[] = [];
  const next = nextOfSame(visits);
  for (let visit = 1; visit < visits.length - 1; visit += 1) {
    const left = narrowest(visits, next, visit);
    if (left !== null) detours.push({ visit, home: visits.codeOf(left) });
  }
  return detours;
}

/** Of each visit the next at the same place; infinite for none. */
function nextOfSame(visits: Visits): number[] {
  const latest = new Map<number, number>();
  const next: number[] = [];
  for (let visit = visits.length - 1; visit >= 0; visit -= 1) {
    const code = visits.codeOf(visit);
    next[visit] = latest.get(code) ?? Number.POSITIVE_INFINITY;
    latest.set(code, visit);
  }
  return next;
}

/** The visit that began the narrowest way out and back around another; null for none. */
function narrowest(visits: Visits, next: readonly number[], visit: number): number | null {
  let [found, width] = [null as number | null, Number.POSITIVE_INFINITY];
  for (let left = visit - 1; left >= 0 && visit - left < width; left -= 1) {
    const back = next[left] as number;
    if (back <= visit || back - left >= width || visits.codeOf(left) === nobody) continue;
    [found, width] = [left, back - left];
  }
  return found;
}
