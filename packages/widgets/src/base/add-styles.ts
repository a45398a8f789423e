import type { CSSResultOrNative, ReactiveElement } from '@lit/reactive-element';
import { adoptStyles, stylesOf } from './adopt-styles.ts';

const added = new WeakMap<ShadowRoot, Set<CSSResultOrNative>>();

/**
 * Gives a shadow root the styles of a part that came later than its element, once. Call it whenever the part is
 * drawn: an element that was moved to another document has only its own.
 */
export function addStyles(root: ShadowRoot, styles: CSSResultOrNative): void {
  const all = added.get(root) ?? new Set(stylesOf(root.host as ReactiveElement));
  added.set(root, all.add(styles));
  if (root.adoptedStyleSheets.length < all.size) adoptStyles(root, [...all]);
}
