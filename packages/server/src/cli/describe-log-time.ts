import { numberOfStream, toReference } from '../domain/incident/reference.ts';
import { aheadAtLeastMs, lastCorrections } from '../operations/correct-log-time.ts';
import type { Snapshot } from '../store/port/store.ts';

/** Incidents that are named. */
const mostNamed = 20;

/** Events among which incidents are looked for. */
const mostRead = 1_000;

/**
 * What to say of a log whose end is in the future, and how to go on; nothing when it is not.
 * @param now epoch milliseconds
 */
export async function describeLogTime(snapshot: Snapshot, now: number): Promise<string[]> {
  const head = await snapshot.log.head();
  if (!head || head.at - now <= aheadAtLeastMs) return [];
  const first = await firstAfter(snapshot, now, head.seq);
  const events = await snapshot.log.rawAfter(first - 1, mostRead);
  const numbers = new Set(events.map((each) => numberOfStream(each.stream)));
  const named = [...numbers].filter((each) => each !== null).map(toReference);
  const more = named.length > mostNamed || head.seq - first >= mostRead ? ', and others' : '';
  const begun = events[0] && `, the first an ${events[0].type} of ${events[0].stream}`;
  return [
    `The log has come to ${iso(head.at)}, which is after now: the clock says ${iso(now)}. So nothing can be ` +
      'written (clock-behind), as the time of a log never runs backwards.',
    `Events ${first} to ${head.seq} are from after now${begun ?? ''}.` +
      (named.length > 0 ? ` They are of ${named.slice(0, mostNamed).join(', ')}${more}.` : ''),
    '',
    'If the clock is wrong, set it. Nothing else has to be done.',
    'If it is right, another was wrong when these events were recorded:',
    '  1. Find the machine and set its clock, or it will happen again.',
    '  2. Make a backup.',
    `  3. incident-kit doctor --correct-time ${iso(now).slice(0, 16)}Z --by "Your name" --reason "What happened"`,
    'That adds an event with your name and the reason, and the log goes on from now. Nothing is taken out: these',
    'events keep their times, what they say was breached stays so, and what they closed stays closed.',
  ];
}

/** The position of the first event from after an instant; times are in order since the last correction. */
async function firstAfter(snapshot: Snapshot, now: number, last: number): Promise<number> {
  const [correction] = await lastCorrections(snapshot, 1);
  let [low, high] = [(correction?.seq ?? 0) + 1, last];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [event] = await snapshot.log.rawAfter(middle - 1, 1);
    if (event && event.at > now) high = middle;
    else low = middle + 1;
  }
  return low;
}

function iso(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? `${at} ms` : date.toISOString();
}
