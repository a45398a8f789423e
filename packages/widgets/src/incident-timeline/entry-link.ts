import { html, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { linkGlyph } from '../base/glyphs/link.ts';
import type { TimelineForDeskMessages } from '../locales/en/timeline-for-desk.ts';
import type { ShownEntry } from './shown-entry.ts';
import type { WorkHost } from './work-host.ts';

/** How long it is said beside a link that it was copied, milliseconds. */
const saidForMs = 2_000;

export interface EntryLinks {
  host: WorkHost;
  messages: TimelineForDeskMessages['entryLink'];
}

/** The time of an entry as a link to it, which is copied by pressing it: where it leads to is where it is. */
export function entryLinkTemplate(
  { seq }: ShownEntry,
  time: unknown,
  { host, messages }: EntryLinks,
): TemplateResult {
  const [page] = location.href.split('#');
  return html`<a
    class="entry-link"
    href=${`${page}#${host.incident}-${seq}`}
    tabindex="-1"
    title=${messages.copy}
    @click=${(event: MouseEvent) => onClick(event, host, messages)}
    @keydown=${onKeydown}
    >${time}${glyph(linkGlyph)}</a
  >`;
}

async function onClick(
  event: MouseEvent,
  { announcer, changed }: WorkHost,
  messages: EntryLinks['messages'],
): Promise<void> {
  // To open it elsewhere.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const link = event.currentTarget as HTMLAnchorElement;
  // The page may have changed its address since this was drawn.
  const address = location.href.split('#')[0] + link.hash;
  const said = await navigator.clipboard.writeText(address).then(
    () => messages.copied,
    () => messages.refused,
  );
  announcer.say(said);
  changed();
  link.dataset.said = said;
  setTimeout(() => link.removeAttribute('data-said'), saidForMs);
}

function onKeydown(event: KeyboardEvent): void {
  const { key, currentTarget } = event;
  const by = ['ArrowUp', 'ArrowDown'].indexOf(key) * 2 - 1;
  if (by < -1) return;
  event.preventDefault();
  const link = currentTarget as HTMLElement;
  const links = linksIn(link.closest('.story') as Element);
  links[links.indexOf(link) + by]?.focus();
}

const linksIn = (story: Element) =>
  [...story.querySelectorAll<HTMLElement>('.entry-link')].filter((each) => each.checkVisibility());

/**
 * One of the links of a story is a stop of the Tab key: the one with the focus, the next after what has it, or for the
 * story itself the first that is seen.
 */
export function followFocus(story: HTMLElement): void {
  story.addEventListener('focusin', onFocusIn);
}

function onFocusIn({ target, currentTarget }: FocusEvent): void {
  const story = currentTarget as HTMLElement;
  const links = linksIn(story);
  const { top } = story.getBoundingClientRect();
  const isNext = (link: HTMLElement) =>
    target === story
      ? link.getBoundingClientRect().top >= top
      : link === target ||
        (target as Element).compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
  const stop = links.find(isNext);
  for (const each of links) each.tabIndex = each === stop ? 0 : -1;
}

const timelines = new Map<ShadowRoot, () => void>();

addEventListener('hashchange', () => {
  for (const [root, changed] of timelines) {
    if (root.host.isConnected) changed();
    else timelines.delete(root);
  }
});

/** Draws a timeline again when the page's address changes: it may be a link to one of its entries. */
export function followAddress({ root, changed }: WorkHost): void {
  timelines.set(root, changed);
}
