import { css } from '@lit/reactive-element';

/**
 * A state is a hue. What is read of it, words and lines, is that hue drawn towards black or white until
 * it is legible (more than 4.5:1): white where the text around is light. The ground is a breath of it
 * over whatever the page has there.
 *
 * The pill's transparent border shows where a person has chosen their own colours (forced-colors).
 */
export const styles = css`
  :host {
    display: inline-block;
    font-size: max(1em, 12px);
    font-style: normal;
    letter-spacing: normal;
    word-spacing: normal;
    text-indent: 0;
    text-transform: none;
    text-shadow: none;
    white-space: normal;
    -webkit-text-fill-color: currentColor;
    font-variant: tabular-nums;
  }
  :host([hidden]) {
    display: none !important;
  }
  .badge {
    --_tone: oklch(0.66 var(--_chroma, 0.15) var(--_hue));
    --_ink: oklch(from currentColor clamp(0, (l - 0.65) * 1000, 1) 0 none);
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    line-height: 1.25;
    color: var(--sla-badge-color, color-mix(in oklch, var(--_tone), var(--_ink) 42%));
  }
  .ok {
    --_hue: var(--incident-kit-hue-ok, 155);
  }
  .warn {
    --_hue: var(--incident-kit-hue-warning, 75);
  }
  .bad {
    --_hue: var(--incident-kit-hue-breached, 25);
  }
  .idle {
    --_chroma: 0.02;
    --_hue: 255;
  }
  .pill {
    padding: 0.15em 0.65em 0.15em 0.45em;
    border: 1px solid transparent;
    border-radius: 2em;
    background: var(--sla-badge-background, color-mix(in oklch, var(--_tone), transparent 86%));
    font-weight: 500;
  }
  .outlined {
    border-color: currentColor;
    background: none;
  }
  .stale {
    border: 1px dashed;
  }
  span {
    unicode-bidi: plaintext;
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
