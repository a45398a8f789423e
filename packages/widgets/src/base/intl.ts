import { configured, page } from '../client/settings.ts';

/**
 * Times in words. Intl objects are expensive to make (tens of microseconds) and cheap to keep, so each
 * is made once for a language and a purpose.
 */
interface Formatter {
  format(value: number): string;
}

const memo: Record<string, Formatter> = {};

/** Formats a value with an Intl object that is made once for these options. */
export function format<Options>(
  Format: new (locale: string | string[] | undefined, options: Options) => Formatter,
  locale: string | undefined,
  options: Options,
  value: number,
): string {
  const key = locale + JSON.stringify(options);
  try {
    memo[key] ??= new Format(locale, options);
  } catch {
    // Not a language: a page's mistake in `lang` is no reason to show nothing.
    memo[key] = new Format([], options);
  }
  return memo[key].format(value);
}

/** One for the page: however many elements there are, a changed `lang` costs one look around. */
let observer: MutationObserver | undefined;

/**
 * The nearest `lang` around a node, shadow roots included, or else the browser's: "en-GB". From then
 * on a change of `lang` in these roots makes all elements look around again (`configured`).
 */
export function localeOf(element: Element): string {
  observer ??= new MutationObserver(() => dispatchEvent(new Event(configured)));
  const root: Node & { host?: Element } = element.getRootNode();
  observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
  const near: HTMLElement | null = element.closest('[lang]');
  return near?.lang ?? (root.host ? localeOf(root.host) : navigator.language);
}

/**
 * A moment, e.g. "23 Nov 2026, 16:32", in the zone of the provider around; `options` as for
 * Intl.DateTimeFormat.
 */
export function formatInstant(
  locale: string | undefined,
  instant: number,
  options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
): string {
  const all = { timeZone: page.zones?.[locale as string], ...options };
  return format(Intl.DateTimeFormat, locale, all, instant);
}
