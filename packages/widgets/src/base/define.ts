/**
 * Registers an element, and never throws: not when the tag is taken, not when the class is already
 * registered under another tag, not where there is no DOM.
 *
 * The first registration of a tag stays. When it came from another version of the kit, or from
 * somebody else, one line on the console names both.
 */
export function define(tag: string, element: KitElementClass): void {
  const registry = globalThis.customElements;
  if (!registry) return;
  const there = registry.get(tag) as Partial<KitElementClass> | undefined;
  if (!there) {
    try {
      // A class can carry one tag only; under a second one its heir goes to work.
      registry.define(tag, registry.getName?.(element) ? class extends element {} : element);
    } catch (error) {
      console.warn(error);
    }
  } else if (there.kitVersion !== element.kitVersion) {
    console.warn(`<${tag}> stays ${there.kitVersion ?? 'foreign'}, not ${element.kitVersion}`);
  }
}

export type KitElementClass = CustomElementConstructor & { readonly kitVersion: string };
