import { configure, page } from './client/settings.ts';

// The address of the folder, because a bundler must not resolve what is beside the built file.
const here = import.meta.url;

/** The kit's tags, as the build finds them. */
declare const INCIDENT_KIT_ELEMENTS: string[];

/** Those that are not on the page yet; each has a file of its name beside this one. */
const missing = new Set(INCIDENT_KIT_ELEMENTS);

/** Roots whose changes are heard of, and the tags of others whose elements are not defined yet. */
const observed = new WeakSet<Node>();
const awaited = new Set<string>();

/** How often to look for shadow roots: nothing tells of one that is attached later. Milliseconds. */
const lookMs = 1000;

/**
 * Loads the elements that are in a root or in open shadow roots within it, each once, and those that come
 * later. Call it for a closed shadow root, which nobody else can look into:
 * `import { load } from 'https://incidents.example.com/kit/loader.js'`.
 */
export function load(root: ParentNode & Node): void {
  if (!missing.size) return;
  if (root instanceof Element) look(root);
  else if (!observed.has(root)) {
    observed.add(root);
    observer.observe(root, { childList: true, subtree: true });
  }
  for (const element of root.querySelectorAll('*')) look(element);
}

function look({ localName, shadowRoot }: Element): void {
  // What the kit's own elements need they load themselves.
  if (INCIDENT_KIT_ELEMENTS.includes(localName)) {
    // A file that cannot be loaded is reported by the browser itself.
    if (missing.delete(localName)) import(/* @vite-ignore */ new URL(`${localName}.js`, here).href);
    if (!missing.size) observer.disconnect();
  } else if (shadowRoot) {
    load(shadowRoot);
  } else if (localName.includes('-') && !awaited.has(localName)) {
    awaited.add(localName);
    // It may have its shadow root as soon as it is defined. "font-face" never is.
    customElements.whenDefined(localName).then(
      () => load(document),
      () => {},
    );
  }
}

const observer = new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) if (node instanceof Element) load(node);
  }
});

/** At most 0.2 % of the page's time, however large it is. */
function lookAround(): void {
  const began = performance.now();
  if (!document.hidden) load(document);
  if (missing.size) setTimeout(lookAround, Math.max(lookMs, 500 * (performance.now() - began)));
}

// A module script has no document.currentScript; its own address tells it from the others. It is another than
// the tag's where the server's was moved, or where a script of the page imports it: then the one tag with a key.
const { href, searchParams } = new URL(here);
const keyed = document.querySelectorAll<HTMLElement>('script[type=module][data-key^=pk_]');
const tag =
  [...document.scripts].find(({ src }) => src === href) ??
  (keyed.length < 2 ? keyed[0] : undefined);
const { key, endpoint, tokenUrl } = {
  ...Object.fromEntries(searchParams),
  tokenUrl: searchParams.get('token-url') ?? undefined,
  ...tag?.dataset,
} as Record<string, string | undefined>;
if (tag || key || !page.settings) {
  configure({
    endpoint: endpoint ?? new URL('..', here).href,
    siteKey: key,
    tokenUrl,
  });
}
if (!tag && !page.settings?.siteKey) {
  console.warn(
    `Incident Kit: no tag with data-key is on the page. Write the key into the address: ${href}?key=pk_…`,
  );
}
lookAround();
