import { css } from '@lit/reactive-element';

/** Of the box in which is said what to look for, and of what was found. */
export const styles = css`
  .find {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding: 8px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
  }
  .find-fields {
    display: flex;
    flex: 1 1 100%;
    flex-wrap: wrap;
    gap: 8px;
  }
  .find-fields input {
    flex: 4 1 14em;
    inline-size: auto;
    min-inline-size: 0;
  }
  .find-fields select {
    flex: 1 1 8em;
    inline-size: auto;
    min-inline-size: 0;
  }
  .find button.small {
    min-block-size: 28px;
    padding: 2px 10px;
  }
  .find-place {
    min-block-size: 24px;
    margin-inline-start: -8px;
    padding: 2px 8px;
    font-size: var(--_small);
    font-weight: 400;
  }
  /* Without a room of its own, and not by itself: letters that join go on doing so. */
  mark {
    unicode-bidi: normal !important;
    border-radius: 2px;
    background: light-dark(oklch(0.9 0.14 95), oklch(0.5 0.11 85));
    color: inherit;
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }
  .line mark {
    color: var(--_text);
  }
  a mark {
    color: inherit;
    text-decoration: inherit;
  }
  @media (forced-colors: active) {
    mark,
    .line mark {
      forced-color-adjust: none;
      background: Mark;
      color: MarkText;
    }
  }
  /* On paper it is said that this is not all. */
  @media print {
    .find {
      border: 0;
      padding: 0;
      background: none;
    }
    .find-fields,
    .find button,
    .find-place {
      display: none;
    }
    mark {
      background: none;
      text-decoration: underline;
    }
  }
`;
