/** When a calendar says that somebody has a layer. Epoch milliseconds, half-open. */
export interface CalendarTurn {
  from: number;
  to: number;
  /** The id of one of the layer's people. */
  person: string;
}

/** What the calendar of a layer says, in order and without overlapping; nothing where none was read. */
export type CalendarTurns = (schedule: string, layer: string) => readonly CalendarTurn[];

export const noCalendars: CalendarTurns = () => [];

/**
 * Turns one after the other, of times that may overlap: where they do, whoever begins later has it. So what somebody
 * puts into a calendar for one evening beats the week that it lies in.
 */
export function tiled(times: readonly CalendarTurn[]): CalendarTurn[] {
  const waiting = [...times].sort((a, b) => a.from - b.from);
  const turns: CalendarTurn[] = [];
  /** Those that have begun, the last to begin at the end. */
  const begun: CalendarTurn[] = [];
  let at = Number.NEGATIVE_INFINITY;
  for (let next = 0; next < waiting.length || begun.length > 0; ) {
    const coming = waiting[next]?.from ?? Number.POSITIVE_INFINITY;
    const current = begun.at(-1);
    if (current && current.to <= Math.max(at, current.from)) {
      begun.pop();
    } else if (current && at < coming) {
      const to = Math.min(current.to, coming);
      add(turns, { from: at, to, person: current.person });
      at = to;
    } else {
      const beginning = waiting[next];
      next += 1;
      if (!beginning || beginning.from >= beginning.to) continue;
      at = Math.max(at, beginning.from);
      begun.push(beginning);
    }
  }
  return turns;
}

/** What was said of the past stays, and what is said now holds from now on. */
export function goOn(
  before: readonly CalendarTurn[],
  after: readonly CalendarTurn[],
  now: number,
): CalendarTurn[] {
  const turns: CalendarTurn[] = [];
  for (const each of before) {
    if (each.from < now) add(turns, { ...each, to: Math.min(each.to, now) });
  }
  for (const each of after)
    if (each.to > now) add(turns, { ...each, from: Math.max(each.from, now) });
  return turns;
}

function add(turns: CalendarTurn[], turn: CalendarTurn): void {
  const last = turns.at(-1);
  if (last && last.to === turn.from && last.person === turn.person) last.to = turn.to;
  else turns.push({ ...turn });
}
