import { page } from '../client/settings.ts';
import { localeOf } from './intl.ts';

/**
 * The language and the time zone for what is inside an element. Both are said in its `lang`, which everything
 * inside looks for anyway and follows: the zone as a private part, e.g. "en-GB-x-tz0", that `page.zones` explains.
 */
export class SpokenAround {
  readonly #element: HTMLElement;
  /** What it said there itself; anything else is the page's. */
  #said = '';
  /** The page's own `lang` on the element. */
  #own = '';

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** @param zone - as the page says it, which may be no zone */
  say(locale: string, zone: string): void {
    const element = this.#element;
    if (!element.isConnected) return;
    if (element.lang !== this.#said) this.#own = element.lang;
    const timeZone = isZone(zone) ? zone : '';
    this.#said = locale || timeZone ? this.#tag(locale || this.#own, timeZone) : '';
    const lang = this.#said || this.#own;
    if (element.lang === lang) return;
    if (lang) element.lang = lang;
    else element.removeAttribute('lang');
  }

  /** In which zone times are told where this says none; undefined for the browser's. */
  get zoneAround(): string | undefined {
    return page.zones?.[this.#own || this.#around];
  }

  get #around(): string {
    const root = this.#element.getRootNode() as { host?: Element };
    const outside = this.#element.parentElement ?? root.host;
    return outside ? localeOf(outside) : navigator.language;
  }

  #tag(own: string, ownZone: string): string {
    const around = this.#around;
    const zone = ownZone || page.zones?.[around];
    const language = (own || around).replace(/-x-tz\d+$/, '');
    if (!zone) return language;
    page.zones ??= {};
    // A tag ends with the place of its zone among those that were said on the page, by whichever copy of the kit.
    const known = new Set(Object.values(page.zones)).add(zone);
    const place = [...known].indexOf(zone);
    const tags = [language, 'en'].map((each) => `${each}-x-tz${place}`);
    // In English is said what there are no words for.
    for (const tag of tags) page.zones[tag] = zone;
    return tags[0] ?? '';
  }
}

function isZone(zone: string): boolean {
  if (!zone) return false;
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    console.warn(`Incident Kit: "${zone}" is no time zone.`);
    return false;
  }
}
