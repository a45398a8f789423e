import { css } from '@lit/reactive-element';

/** Of a timeline that is too long to be drawn whole. */
export const styles = css`
  /* What is seen is kept in its place here, also where browsers do not. */
  .story {
    overflow-anchor: none;
  }
  .lines {
    display: flow-root;
  }
  .gap {
    block-size: var(--height);
    list-style: none;
  }
  /* The spine goes on above what is drawn. */
  .lines > .gap + .day-group .entry:first-child::before {
    inset-block-start: 0;
  }
  /* Over what is seen, and below the last line: both have room at the end. */
  .jumps {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    justify-content: end;
    align-items: end;
    gap: 6px;
    min-block-size: 36px;
    padding-block-end: 4px;
    box-sizing: border-box;
    pointer-events: none;
  }
  .jumps button {
    min-block-size: 28px;
    padding: 2px 10px;
    font-size: var(--_small);
    box-shadow: 0 2px 8px light-dark(oklch(0.2 0.02 260 / 0.14), oklch(0 0 0 / 0.5));
    pointer-events: auto;
  }
  .not-printed {
    display: none;
  }
  @media print {
    .jumps,
    .gap {
      display: none;
    }
    .not-printed {
      display: block;
    }
  }
`;
