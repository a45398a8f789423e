import { css } from '@lit/reactive-element';
import { resetStyles } from './reset-styles.ts';

/**
 * What every element with a surface starts from: the host's font, and the neutral colours as private
 * properties (`--_text`) with a public one before each (`--incident-kit-text`). They are read in the
 * box inside the element, whose colour scheme is that of the ground it stands on (`ground.ts`).
 */
export const hostStyles = css`
  ${resetStyles}
  :host {
    --_surface: var(--incident-kit-surface, light-dark(#fff, oklch(0.21 0.008 260)));
    --_raised: var(
      --incident-kit-surface-raised,
      light-dark(oklch(0.98 0.003 260), oklch(0.26 0.01 260))
    );
    --_border: var(--incident-kit-border, light-dark(oklch(0.88 0.008 260), oklch(0.37 0.012 260)));
    --_text: var(--incident-kit-text, light-dark(oklch(0.25 0.02 260), oklch(0.94 0.005 260)));
    --_muted: var(--incident-kit-text-muted, light-dark(oklch(0.48 0.02 260), oklch(0.73 0.015 260)));
    --_accent: var(--incident-kit-accent, light-dark(oklch(0.5 0.17 262), oklch(0.74 0.12 262)));
    --_focus: var(--incident-kit-focus, var(--_accent));
  }
  .box {
    color: var(--_text);
    text-align: left;
  }
  .box:dir(rtl) {
    text-align: right;
  }
  /* The layout has the page's direction, and each sentence that of its own words. Where both are from right to
     left there is nothing to find out, and what has no words of its own, two names with a dot between, stays so. */
  .box:not(
      :dir(rtl):is(
          :lang(ar),
          :lang(ckb),
          :lang(dv),
          :lang(fa),
          :lang(he),
          :lang(ps),
          :lang(sd),
          :lang(ug),
          :lang(ur),
          :lang(yi)
        )
    )
    * {
    unicode-bidi: plaintext;
  }
  /* What somebody wrote stands at the side where it begins. */
  [dir='auto'] {
    text-align: start;
  }
  ::before,
  ::after {
    box-sizing: border-box;
  }
`;
