/** What is said at once; more than that nobody listens to. */
const mostSaid = 3;
/** What comes within this time is said together, milliseconds. */
const gatherMs = 500;

let region: HTMLElement | undefined;
let waiting: string[] = [];

/**
 * Makes the one place of the page from which a screen reader is told what happened, however many elements
 * have something to say. It has to be there before there is something in it.
 */
export function prepareAnnouncements(locale: string): HTMLElement {
  if (!region?.isConnected) {
    region = document.createElement('div');
    region.role = 'status';
    region.lang = locale;
    region.style.cssText =
      'position:fixed;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap';
    document.body.append(region);
  }
  return region;
}

/**
 * @param locale - the language that it is said in
 * @param more - says that there are `{}` further sentences, which are not said
 */
export function announce(sentence: string, locale: string, more: string): void {
  const place = prepareAnnouncements(locale);
  if (waiting.push(sentence) > 1) return;
  setTimeout(() => {
    const said = waiting.slice(0, mostSaid);
    const rest = waiting.length - mostSaid;
    waiting = [];
    if (place.lang !== locale) place.lang = locale;
    if (rest > 0) said.push(more.replace('{}', `${rest}`));
    place.textContent = said.join(' ');
  }, gatherMs);
}
