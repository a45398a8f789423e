import { configured } from '../client/settings.ts';

/**
 * Times in words. Intl objects are expensive to make (tens of microseconds) and cheap to keep, so each
 * is made once for a language and a purpose.
 */
interface Formatter {
  format(value: number): string;
}

const memo = new Map<string, Formatter>();

function format<Options>(
  Format: new (locale: string | undefined, options: Options) => Formatter,
  locale: string | undefined,
  options: Options,
  value: number,
): string {
  const key = locale + JSON.stringify(options);
  let made = memo.get(key);
  if (!made) {
    try {
      made = new Format(locale, options);
    } catch {
      // Not a language: a page's mistake in `lang` is no reason to show nothing.
      made = new Format(undefined, options);
    }
    memo.set(key, made);
  }
  return made.format(value);
}

/** One for the page: however many elements there are, a changed `lang` costs one look around. */
let observer: MutationObserver | undefined;

/**
 * The nearest `lang` around a node, shadow roots included, or else the browser's: "en-GB". From then
 * on a change of `lang` in these roots makes all elements look around again (`configured`).
 */
export function localeOf(element: Element): string {
  observer ??= new MutationObserver(() => dispatchEvent(new Event(configured)));
  for (let node: Element | undefined = element; node; ) {
    const root: Node & { host?: Element } = node.getRootNode();
    observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
    const near: HTMLElement | null = node.closest('[lang]');
    if (near) return near.lang;
    node = root.host;
  }
  return navigator.language;
}

/** A moment, e.g. "23 Nov 2026, 16:32"; `options` as for Intl.DateTimeFormat. */
export function formatInstant(
  locale: string | undefined,
  instant: number,
  options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
): string {
  return format(Intl.DateTimeFormat, locale, options, instant);
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/**
 * The grain in which a span of time is told, in milliseconds: seconds below five minutes, minutes
 * below a day, hours above.
 */
export function grainOf(ms: number): number {
  return ms < 300_000 ? 1_000 : ms < 86_400_000 ? 60_000 : 3_600_000;
}

/**
 * A span of time, e.g. "1 hr 12 min", already rounded by the caller to its grain (see `grainOf`).
 *
 * Each unit is formatted by Intl.NumberFormat, which every browser has. Intl.DurationFormat would give
 * the same words with list commas between them, and only in the newest browsers.
 */
export function formatSpan(
  locale: string | undefined,
  ms: number,
  unitDisplay: 'short' | 'long' = 'short',
  /** Whether to count days. Of working time nobody knows how long a day is. */
  days = true,
): string {
  const said: string[] = [];
  let rest = ms;
  for (const [unit, size] of units.slice(days ? 0 : 1)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count || (unit === 'second' && !said.length)) {
      said.push(format(Intl.NumberFormat, locale, { style: 'unit', unit, unitDisplay }, count));
    }
  }
  return said.join(' ');
}
