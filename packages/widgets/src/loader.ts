import { configure, page } from './client/settings.ts';

// The address of the folder, because a bundler must not resolve what is beside the built file.
const here = import.meta.url;

/** The kit's tags, as the build finds them, with spaces between. */
declare const INCIDENT_KIT_ELEMENTS: string;
const tags = INCIDENT_KIT_ELEMENTS.split(' ');

/** Those that are not on the page yet; each has a file of its name beside this one. */
const missing = new Set(tags);

/** How often to look for shadow roots: nothing tells of one that is attached later. Milliseconds. */
const lookMs = 500;

/** How long a file that does not come is not asked for at most, milliseconds. */
const longestMs = 10_000;

/**
 * Loads the elements that are in a root or in open shadow roots within it, each once, and those that come
 * later. Call it for a closed shadow root, which nobody else can look into:
 * `import { load } from 'https://incidents.example.com/kit/loader.js'`.
 */
export function load(root: ParentNode & Node): void {
  // Only elements have a name: asking for it takes fewer bytes than asking for their class.
  if (!(root as Partial<Element>).localName)
    observer.observe(root, { childList: true, subtree: true });
  for (const { localName, shadowRoot } of [root as Element, ...root.querySelectorAll('*')]) {
    if (missing.delete(localName)) bring(localName);
    // What the kit's own elements need they load themselves.
    else if (shadowRoot && !tags.includes(localName)) load(shadowRoot);
  }
  if (!missing.size) observer.disconnect();
}

/** Loads an element's file. One that does not come, without a network, is asked for again: later after each time. */
function bring(name: string, ms = 300): void {
  import(/* @vite-ignore */ new URL(`${name}.js`, here).href).catch((error) => {
    console.warn(error);
    setTimeout(bring, ms, name, Math.min(2 * ms, longestMs));
  });
}

const observer = new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes as Iterable<Element>) if (node.localName) load(node);
  }
});

/** At most 0.2 % of the page's time, however large it is. */
function lookAround(first?: boolean): void {
  const began = performance.now();
  if (first || !document.hidden) load(document);
  if (missing.size) setTimeout(lookAround, lookMs + 500 * (performance.now() - began));
}

// A module script has no document.currentScript; its own address tells it from the others.
let settings: Partial<Record<string, string>> | undefined = [...document.scripts].find(
  ({ src }) => src === here,
)?.dataset;
if (!settings?.key) {
  settings = (await import('./loader-settings.ts')).settingsOf(here, page, settings);
}
if (settings) {
  const { key, endpoint = new URL('..', here).href, tokenUrl } = settings;
  configure({ endpoint, siteKey: key, tokenUrl });
}
lookAround(true);
