const live = '[role=status], [role=alert], [aria-live]';

/**
 * Watches every shadow tree that is made from now on for regions that come with words in them: a screen
 * reader tells what changes in a region that it knows, so these words nobody hears. Gives what was found, as
 * it goes.
 */
export function watchLiveRegions(): string[] {
  const unheard: string[] = [];
  const observer = new MutationObserver((records) => {
    // What becomes a region with its words in it is heard no more than what comes with them.
    const added = records.flatMap(({ type, target, addedNodes }) =>
      type === 'attributes' ? [target] : [...addedNodes],
    );
    for (const node of added) {
      if (!(node instanceof Element)) continue;
      for (const region of [node, ...node.querySelectorAll(live)]) {
        const words = region.matches(live) && region.textContent?.trim();
        if (words) unheard.push(`${region.localName}.${region.className}: ${words}`);
      }
    }
  });
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributeFilter: ['role', 'aria-live'],
    });
    return root;
  };
  return unheard;
}
