import type { ClockState, ClockView } from '../../domain/sla/clock.ts';
import type { TargetName } from '../../domain/sla/targets.ts';
import type { BadgeView } from '../../domain/views/badge.ts';

/** Colours of a state, light and dark: a ground, and a text that has 4.5:1 on it. */
const colors: Record<ClockState, { light: [string, string]; dark: [string, string] }> = {
  running: { light: ['#e3f5e9', '#11612f'], dark: ['#12321f', '#8ddba8'] },
  warning: { light: ['#fdf0d2', '#7a4a00'], dark: ['#3a2a08', '#f2c66d'] },
  breached: { light: ['#fde3e1', '#a11622'], dark: ['#431718', '#ffa8a3'] },
  met: { light: ['#ffffff', '#11612f'], dark: ['#14171a', '#8ddba8'] },
  missed: { light: ['#ffffff', '#a11622'], dark: ['#14171a', '#ffa8a3'] },
  paused: { light: ['#eef1f4', '#475467'], dark: ['#262b31', '#b6c0cc'] },
  none: { light: ['#eef1f4', '#475467'], dark: ['#262b31', '#b6c0cc'] },
};

/** Paths on a 16 × 16 grid, one shape a state: never colour alone. */
const glyphs: Record<ClockState, string> = {
  running: 'M8 4.5V8l2.3 1.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  warning:
    'M8 6v3M8 11.4v.1M7.1 2.9 1.8 12a1 1 0 0 0 .9 1.5h10.6a1 1 0 0 0 .9-1.5L8.9 2.9a1 1 0 0 0-1.8 0Z',
  paused: 'M6.5 5.8v4.4M9.5 5.8v4.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  breached: 'M8 5v3.4M8 10.9v.1M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4Z',
  met: 'M5.4 8.2 7.2 10l3.6-4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  missed: 'M6 6l4 4M10 6l-4 4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  none: 'M5 8h6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
};

const minute = 60_000;

/** A badge as a picture, for places without JavaScript: mail, wikis, README files. */
export function badgeSvg(badge: BadgeView, target: TargetName, now: number): string {
  const clock = badge.clocks[target];
  const text = `${badge.incident} · ${badge.label ?? (clock ? sentence(clock, now) : noTarget)}`;
  return pill(clock?.state ?? 'none', text);
}

/** The picture of an incident that there is none of, or none to see. */
export function unknownBadgeSvg(incident: string): string {
  return pill('none', `${incident} · Unknown`);
}

const noTarget = 'No target';

function sentence(clock: ClockView, now: number): string {
  const { state, dueAt, targetMs, elapsedMs, working } = clock;
  const duration = (ms: number) => span(ms, clock.roundTheClock);
  // Working time that was left over when it stopped or was paused; negative for too much.
  const left = (targetMs ?? 0) - (elapsedMs ?? 0);
  switch (state) {
    case 'none':
      return noTarget;
    case 'met':
      return `Met, ${duration(left)} to spare`;
    case 'missed':
      return `Missed by ${duration(-left)}`;
    case 'paused':
      return `Paused, ${duration(left)} left`;
    case 'breached':
      return `Overdue by ${duration(now - (dueAt ?? now))}`;
    default:
      return `Due in ${duration(workingFrom(now, working))}`;
  }
}

function workingFrom(now: number, working: ClockView['working']): number {
  return working.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, now)), 0);
}

/**
 * Two units at most, whole minutes: `3 d 4 h`, `1 h 12 min`, `under a minute`. Working time is told in
 * hours: nobody knows how long its days are.
 */
function span(ms: number, inDays: boolean): string {
  const minutes = Math.floor(ms / minute);
  if (minutes < 1) return 'under a minute';
  const days = inDays ? Math.floor(minutes / 1440) : 0;
  const [hours, rest] = [Math.floor((minutes - days * 1440) / 60), minutes % 60];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}

function pill(state: ClockState, text: string): string {
  const width = Math.ceil(34 + textWidth(text));
  const { light, dark } = colors[state];
  const label = escapeXml(text);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="24" viewBox="0 0 ${width} 24" ` +
    `role="img" aria-label="${label}"><title>${label}</title><style>` +
    `rect{fill:${light[0]};stroke:${light[1]};stroke-opacity:.35}text{fill:${light[1]}}` +
    `path{stroke:${light[1]};fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}` +
    `@media(prefers-color-scheme:dark){rect{fill:${dark[0]};stroke:${dark[1]}}` +
    `text{fill:${dark[1]}}path{stroke:${dark[1]}}}` +
    `</style><rect x=".5" y=".5" width="${width - 1}" height="23" rx="11.5"/>` +
    `<path transform="translate(7 4)" d="${glyphs[state]}"/>` +
    `<text x="27" y="16.5" font-family="system-ui,-apple-system,Segoe UI,Roboto,sans-serif" ` +
    `font-size="13" font-weight="500" textLength="${width - 38}" ` +
    `lengthAdjust="spacingAndGlyphs">${label}</text></svg>`
  );
}

/**
 * The width of a text at 13 px in a usual sans-serif, in px. `textLength` then makes it exact, so the
 * pill fits whichever font the reader has.
 */
function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[iljt.,·'| ]/.test(character)) width += 4.1;
    else if (/[mwMW]/.test(character)) width += 10.8;
    else if (/[A-Z]/.test(character)) width += 8.6;
    else width += 7.3;
  }
  return width;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
