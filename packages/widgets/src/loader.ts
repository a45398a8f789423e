import { configure } from './client/settings.ts';

// The address of the folder, because a bundler must not resolve what is beside the built file.
const here = import.meta.url;

/** The kit's tags, as the build finds them. */
declare const INCIDENT_KIT_ELEMENTS: string[];

/** Those that are not on the page yet; each has a file of its name beside this one. */
const missing = new Set(INCIDENT_KIT_ELEMENTS);

/** Loads the elements that are in this part of the page, each once. */
function load(root: ParentNode): void {
  for (const tag of missing) {
    if (!(root as Element).matches?.(tag) && !root.querySelector(tag)) continue;
    missing.delete(tag);
    // A file that cannot be loaded is reported by the browser itself.
    import(/* @vite-ignore */ new URL(`${tag}.js`, here).href);
  }
  if (!missing.size) observer.disconnect();
}

const observer = new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) if (node instanceof Element) load(node);
  }
});

// A module script has no document.currentScript; its own address tells it from the others.
const { key, endpoint, tokenUrl } =
  [...document.scripts].find((script) => script.src === here)?.dataset ?? {};
configure({
  endpoint: endpoint ?? new URL('..', here).href,
  siteKey: key,
  tokenUrl,
});
observer.observe(document, { childList: true, subtree: true });
load(document);
