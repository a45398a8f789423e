import { css } from '@lit/reactive-element';

/** Of the links to entries. */
export const styles = css`
  .entry-link {
    position: relative;
    color: inherit;
    text-decoration: none;
  }
  /* Its line would stop at the time, a box of its own, and be seen under the space after it. */
  .entry-link:hover time {
    text-decoration: underline;
  }
  /* Around all of it: around a time and a sign it would be of two heights. */
  .entry-link:focus-visible {
    outline: none;
  }
  .entry-link:focus-visible::before {
    content: '';
    position: absolute;
    inset: -3px -2px;
    border-radius: 4px;
    outline: 2px solid var(--_focus);
  }
  .entry-link .glyph {
    block-size: 1em;
    inline-size: 1em;
    margin-inline-start: 4px;
    vertical-align: -0.15em;
    opacity: 0;
  }
  .entry:hover .entry-link .glyph,
  .entry-link:focus-visible .glyph {
    opacity: 1;
  }
  .entry-link[data-said]::after {
    content: attr(data-said);
    position: absolute;
    inset-block-end: calc(100% + 2px);
    inset-inline-start: 0;
    z-index: 3;
    padding: 2px 8px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_raised);
    color: var(--_text);
    box-shadow: 0 2px 8px light-dark(oklch(0.2 0.02 260 / 0.14), oklch(0 0 0 / 0.5));
    white-space: nowrap;
  }
  /* Where nothing can be pointed at, it is seen without. */
  @media (hover: none) {
    .entry-link .glyph {
      opacity: 0.6;
    }
  }
  @media print {
    .entry-link .glyph {
      display: none;
    }
  }
`;
