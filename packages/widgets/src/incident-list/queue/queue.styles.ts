import { css } from '@lit/reactive-element';

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
  .filters,
  .ask,
  .keys {
    display: grid;
    gap: 12px;
    padding: 12px;
    border-block-start: 1px solid var(--_border);
    background: var(--_raised);
  }
  .filters {
    grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
    align-items: end;
  }
  .filters fieldset {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .filters legend {
    margin-block-end: 4px;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 400;
  }
  input[type='checkbox'] {
    inline-size: 1.15em;
    min-block-size: 0;
    block-size: 1.15em;
    accent-color: var(--_accent);
  }
  .filters button {
    justify-self: start;
  }
  .ask .field {
    max-inline-size: 30em;
  }
  .ask ul {
    max-inline-size: 30em;
    list-style: none;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .ask li {
    padding: 6px 10px;
    cursor: pointer;
  }
  .ask li[aria-selected='true'] {
    background: color-mix(in oklab, var(--_accent) 14%, transparent);
    box-shadow: inset 3px 0 var(--_accent);
  }
  .ask .field-error:empty {
    display: none;
  }
  .keys dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
    gap: 6px 24px;
    margin: 0;
  }
  .keys dl div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  .keys dd {
    margin: 0;
  }
  .keys button {
    justify-self: start;
  }
  kbd {
    padding: 0 5px;
    border: 1px solid var(--_border);
    border-radius: 4px;
    font: inherit;
    font-size: var(--_small);
  }
  .said {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: 12px;
    font-size: var(--_small);
  }
  .said button {
    min-block-size: 30px;
    padding-block: 2px;
    font-size: inherit;
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
  .cell {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Under its heading, whichever way it is read. */
  .rows:dir(ltr) .cell[dir='auto'] {
    text-align: left;
  }
  .rows:dir(rtl) .cell[dir='auto'] {
    text-align: right;
  }
  /* A sign stands before words that are read the other way, too. */
  .rows:dir(rtl) .cell:not([data-column='select'], [data-column='priority'])::before {
    margin-inline: 6px;
  }
  .row .cell:not([data-column='title']) {
    font-size: var(--_small);
  }
  .row [data-column='title'] {
    font-weight: 400;
  }
  .row[data-unread] [data-column='title'] {
    font-weight: 600;
  }
  .row[data-left] .cell:not([data-column='select']) {
    color: var(--_muted);
    text-decoration: line-through;
  }
  .row[data-problem] {
    background: color-mix(in oklab, var(--_danger) 9%, transparent);
  }
  [data-column='select'] {
    align-self: stretch;
    display: grid;
    place-items: center;
    overflow: visible;
  }
  .row [data-column='select']::before {
    content: '';
    box-sizing: border-box;
    inline-size: 16px;
    block-size: 16px;
    border: 1px solid var(--_border-strong);
    border-radius: 4px;
    background: var(--_field);
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
  .row [data-column='priority'] {
    display: flex;
    align-items: center;
    gap: 6px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  /* Four bars, as many of them full as it is pressing. */
  .row [data-column='priority']::before {
    content: '';
    flex: none;
    inline-size: 15px;
    block-size: 11px;
    --_full: calc(var(--steps) * 4px - 1px);
    background: linear-gradient(
      to right,
      var(--priority, var(--_muted)) var(--_full),
      color-mix(in oklab, var(--_text) 22%, transparent) var(--_full)
    );
    clip-path: polygon(0 73%, 20% 73%, 20% 100%, 27% 100%, 27% 49%, 47% 49%, 47% 100%, 53% 100%, 53% 24%, 73% 24%, 73% 100%, 80% 100%, 80% 0, 100% 0, 100% 100%, 0 100%);
  }
  .row :is([data-column='reference'], [data-column='requester'], [data-column='updated'], [data-column='team']) {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .row [data-none] {
    color: var(--_muted);
  }
  .row [data-none]::before {
    content: '';
    display: inline-block;
    inline-size: 14px;
    block-size: 14px;
    margin-inline-end: 6px;
    border: 1.5px dashed currentColor;
    border-radius: 50%;
    vertical-align: -2px;
  }
  .row .take {
    min-block-size: 0;
    padding: 0 8px;
    border-color: var(--_border);
    font-size: inherit;
    color: var(--_accent);
  }
  .row [data-column='status']::before {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 7px;
    border: 2px solid var(--_muted);
    border-radius: 50%;
  }
  .row [data-state='active']::before {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .row [data-state='waiting']::before {
    border-color: var(--_warning);
  }
  .row :is([data-state='resolved'], [data-state='closed'])::before {
    border-color: var(--_success);
    background: var(--_success);
  }
  .cell:is([data-column='due'], [data-column='updated']) {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .row [data-column='due']::before {
    content: none;
  }
  /* The desk owes an answer. */
  .row [data-from='reporter']::before {
    content: '↩';
    margin-inline-end: 5px;
    color: var(--_accent);
  }
  .row:dir(rtl) [data-from='reporter']::before {
    content: '↪';
  }
  .row [data-state='warning'] {
    color: var(--_warning-text);
    font-weight: 600;
  }
  .row [data-state='breached'] {
    color: var(--_danger-text);
    font-weight: 600;
  }
`;
