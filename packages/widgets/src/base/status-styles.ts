import { css } from 'lit';

/**
 * The colours that mean something. Each has a hue of its own; `--_hue-text` is legible (4.5:1) on
 * `--_hue-wash` and on the surface, in both schemes. Put a class on what wears the colour:
 * `ok`, `warn`, `bad`, `idle`, or `p1` … `p6` for priorities.
 */
export const statusStyles = css`
  .ok,
  .warn,
  .bad,
  .idle,
  .p1,
  .p2,
  .p3,
  .p4,
  .p5,
  .p6 {
    --_tone: light-dark(oklch(0.6 var(--_chroma) var(--_hue)), oklch(0.72 var(--_chroma) var(--_hue)));
    --_tone-text: light-dark(
      oklch(0.41 calc(var(--_chroma) * 0.8) var(--_hue)),
      oklch(0.88 calc(var(--_chroma) * 0.6) var(--_hue))
    );
    --_tone-wash: light-dark(
      oklch(0.96 calc(var(--_chroma) * 0.22) var(--_hue)),
      oklch(0.3 calc(var(--_chroma) * 0.35) var(--_hue))
    );
    --_chroma: 0.15;
  }
  .ok {
    --_hue: var(--incident-kit-hue-ok, 155);
  }
  .warn,
  .p3 {
    --_hue: var(--incident-kit-hue-warning, 75);
  }
  .bad,
  .p1 {
    --_chroma: 0.18;
    --_hue: var(--incident-kit-hue-breached, 25);
  }
  .p2 {
    --_hue: 48;
  }
  .idle,
  .p4,
  .p5,
  .p6 {
    --_chroma: 0.03;
    --_hue: 255;
  }
`;
