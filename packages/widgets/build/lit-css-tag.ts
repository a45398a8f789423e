/**
 * Takes the place of `css-tag.js` of @lit/reactive-element in what is built for /kit/. Half of Lit's
 * module serves browsers without constructable stylesheets; those have no light-dark() and no
 * :state() either, so no element of the kit could run there. The other half makes style sheets for one
 * document only, where `base/adopt-styles.ts` makes them for each. It saves every page 0.4 kB.
 */
export class CSSResult {
  readonly cssText: string;

  constructor(cssText: string) {
    this.cssText = cssText;
  }

  toString(): string {
    return this.cssText;
  }
}

export const supportsAdoptingStyleSheets = true;

export const unsafeCSS = (text: unknown) => new CSSResult(String(text));

export const css = (strings: TemplateStringsArray, ...values: unknown[]) =>
  new CSSResult(String.raw({ raw: strings }, ...values));

export const getCompatibleStyle = <T>(style: T): T => style;

/** Every element of the kit adopts its styles by itself (`KitBase`). */
export const adoptStyles = undefined;
