import { css } from '@lit/reactive-element';

/** What stands in the rows of a queue. */
export const cellStyles = css`
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
