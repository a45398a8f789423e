import type { CSSResultOrNative, ReactiveElement } from '@lit/reactive-element';

const sheets = new WeakMap<Document, Map<unknown, CSSStyleSheet>>();

/**
 * Gives a shadow root its styles. A style sheet belongs to the document whose window made it: in
 * another one it is refused, and what is moved there, or back, arrives without any.
 */
export function adoptStyles(root: ShadowRoot, styles: CSSResultOrNative[]): void {
  const { ownerDocument: document } = root;
  const view = document.defaultView;
  // Nothing is seen of a document without a window.
  if (!view) return;
  const made = sheets.get(document) ?? new Map<unknown, CSSStyleSheet>();
  sheets.set(document, made);
  root.adoptedStyleSheets = styles.map((style) => {
    const sheet = made.get(style) ?? new view.CSSStyleSheet();
    if (!made.has(style)) sheet.replaceSync((style as { cssText: string }).cssText);
    made.set(style, sheet);
    return sheet;
  });
}

/** The styles of an element's class. */
export function stylesOf(element: ReactiveElement): CSSResultOrNative[] {
  return (element.constructor as typeof ReactiveElement).elementStyles;
}
