import { css } from '@lit/reactive-element';

/** The frame of a queue, its bar, and where its rows are. */
export const styles = css`
  :host {
    --_row: max(36px, 2.55em);
    --_size: var(--incident-list-block-size, min(36rem, 76vh));
  }
  /* A queue takes all the width that it can get. */
  .box:has(> .queue)::before {
    grid-template-columns: minmax(min(18em, 80vw), 90em);
  }
  .queue {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
  }
  .queue > .notice {
    margin: 8px 12px;
  }
  .slot .notice {
    margin: 8px 12px;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    min-block-size: 52px;
    padding: 8px 12px;
  }
  .bar h2 {
    font-size: var(--_large);
  }
  .bar button {
    min-block-size: 34px;
    padding: 4px 12px;
  }
  .bar input[type='search'] {
    flex: 1 1 8em;
    max-inline-size: 22em;
    min-block-size: 34px;
    margin-inline-start: auto;
    padding-block: 5px;
  }
  /* Where the views come. */
  .views {
    min-block-size: 38px;
  }
  .queue > .none {
    padding: 24px;
    display: grid;
    gap: 8px;
    justify-items: center;
    text-align: center;
  }

  .scroller {
    position: relative;
    max-block-size: var(--_size);
    overflow: hidden auto;
    overflow-anchor: none;
    border-block-start: 1px solid var(--_border);
    container-type: inline-size;
  }
  .probe {
    position: absolute;
    block-size: var(--_row);
    inline-size: 0;
    visibility: hidden;
  }
  .grid:focus-visible {
    outline-offset: -2px;
  }
  .rows {
    position: relative;
    block-size: calc(var(--rows) * var(--_row));
  }
  .rows .bone {
    display: block;
    block-size: 1.1em;
    margin: 10px 12px;
  }
  .rows.waiting {
    block-size: auto;
  }
  .bone.short {
    inline-size: 9em;
    block-size: 1.3em;
  }
  .head,
  .row {
    display: grid;
    grid-template-columns: var(--template);
    align-items: center;
    column-gap: 12px;
    padding-inline: 12px;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    block-size: 36px;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }
  .head [data-order] {
    cursor: pointer;
  }
  .head [aria-sort='ascending']::after {
    content: ' ↑';
  }
  .head [aria-sort='descending']::after {
    content: ' ↓';
  }
  .head :is([aria-sort='ascending'], [aria-sort='descending']) {
    color: var(--_text);
  }
  .row {
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(var(--at) * var(--_row));
    block-size: var(--_row);
    border-block-end: 1px solid color-mix(in oklab, var(--_border) 60%, transparent);
    cursor: pointer;
    contain: strict;
  }
`;
