import { css } from '@lit/reactive-element';

/**
 * The colours that mean something. What wears one has `class="tone ok"` (or `warn`, `bad`, `idle`)
 * and then `--_tone` for lines and signs, `--_tone-wash` as a ground, and `--_tone-text`, which is
 * legible (4.5:1) on that ground and on the surface, in both schemes.
 */
export const statusStyles = css`
  .tone {
    --_c: 0.15;
    --_tone: light-dark(oklch(0.6 var(--_c) var(--_hue)), oklch(0.74 var(--_c) var(--_hue)));
    --_tone-text: light-dark(oklch(0.42 calc(var(--_c) * 0.75) var(--_hue)), oklch(0.89 calc(var(--_c) * 0.6) var(--_hue)));
    --_tone-wash: light-dark(oklch(0.95 calc(var(--_c) * 0.25) var(--_hue)), oklch(0.3 calc(var(--_c) * 0.4) var(--_hue)));
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
    --_c: 0.02;
    --_hue: 255;
  }
`;
