import { css } from '@lit/reactive-element';

/** What there is to work with in a queue: comes after its first rows. */
export const deskStyles = css`
  .bar[role='toolbar'] {
    background: color-mix(in oklab, var(--_accent) 9%, var(--_surface));
  }
  .bar b {
    font-weight: 600;
    margin-inline-end: 8px;
    font-variant-numeric: tabular-nums;
  }
  .views,
  .chips {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    padding: 0 12px 8px;
    list-style: none;
    scrollbar-width: none;
  }
  .chips {
    flex-wrap: wrap;
  }
  .view,
  .chip {
    flex: none;
    min-block-size: 30px;
    padding: 3px 10px;
    border-radius: 999px;
    font-size: var(--_small);
  }
  .view {
    border-color: transparent;
    background: none;
  }
  .view .muted {
    font-variant-numeric: tabular-nums;
    font-weight: 400;
  }
  .view[aria-current] {
    background: color-mix(in oklab, var(--_text) 8%, transparent);
    font-weight: 600;
  }
  .chip {
    border-color: var(--_border);
    background: var(--_raised);
  }
  .chips .plain {
    min-block-size: 30px;
    padding: 3px 8px;
    font-size: var(--_small);
  }
  .changes {
    justify-self: center;
    min-block-size: 30px;
    margin-block: 4px;
    padding: 2px 14px;
    border-color: transparent;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: var(--_small);
  }
  .changes:hover {
    background: color-mix(in oklab, var(--_accent), var(--_text) 14%);
  }
  .row:hover {
    background: color-mix(in oklab, var(--_text) 4%, transparent);
  }
  .row:is([aria-current], [aria-selected='true']) {
    background: color-mix(in oklab, var(--_accent) 9%, transparent);
    box-shadow: inset 3px 0 var(--_accent);
  }
  .row:is([aria-current], [aria-selected='true']):dir(rtl) {
    box-shadow: inset -3px 0 var(--_accent);
  }
  .row:focus-visible,
  .cell:focus-visible {
    outline-offset: -2px;
    border-radius: 4px;
  }
  .row[data-left] .cell:not([data-column='select']) {
    color: var(--_muted);
    text-decoration: line-through;
  }
  .row[data-problem] {
    background: color-mix(in oklab, var(--_danger) 9%, transparent);
  }
  .row[aria-selected='true'] [data-column='select']::before {
    content: '✓';
    display: grid;
    place-items: center;
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 12px;
    font-weight: 700;
    line-height: 1;
  }
  .row .take {
    min-block-size: 0;
    padding: 0 8px;
    border-color: var(--_border);
    font-size: inherit;
    color: var(--_accent);
  }
  @media print {
    .bar input,
    .bar button,
    .views,
    .said,
    .changes {
      display: none;
    }
  }
`;
