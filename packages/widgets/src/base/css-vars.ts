import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/**
 * Sets CSS custom properties on an element through the CSSOM: `<i ${cssVars({ '--share': 0.4 })}>`.
 * Lit's own styleMap writes a style attribute at first render, which a strict
 * Content-Security-Policy refuses. `null` removes a property.
 */
class CssVars extends Directive {
  override render(_properties: Record<`--${string}`, string | number | null>): unknown {
    return noChange;
  }

  override update(
    part: ElementPart,
    [properties]: [Record<`--${string}`, string | number | null>],
  ): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) {
      if (value === null) style.removeProperty(name);
      else style.setProperty(name, String(value));
    }
    return noChange;
  }
}

export const cssVars = directive(CssVars);
