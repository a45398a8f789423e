import { configured } from '../client/settings.ts';

/**
 * Times in words. Intl objects are expensive to make (tens of microseconds) and cheap to keep, so each
 * is made once for a language and a purpose.
 */
interface Formatter {
  format(value: number): string;
}

const memo = new Map<string, Formatter>();

/** Formats a value with an Intl object that is made once for these options. */
export function format<Options>(
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
