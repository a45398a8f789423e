import { css } from '@lit/reactive-element';

/** A queue where there is less room than ten columns take. */
export const narrowStyles = css`
  @container (inline-size < 60rem) {
    .probe,
    .rows {
      --_row: max(56px, 4em);
    }
    /* Each cell says what it is; the order is chosen with the filters. */
    .scroller .head {
      display: none;
    }
    .scroller .row {
      grid-template:
        'select priority title title title due' 1fr
        'select priority reference status assignee updated' 1fr /
        24px auto max-content max-content minmax(0, 1fr) auto;
      column-gap: 10px;
      padding-block: 7px;
    }
    .row .cell {
      display: none;
    }
    .row .cell:is([data-column='select'], [data-column='priority']) {
      display: grid;
      grid-area: select;
    }
    .row .cell[data-column='priority'] {
      display: flex;
      grid-area: priority;
      align-self: start;
    }
    .row .cell:is([data-column='title'], [data-column='reference'], [data-column='status'], [data-column='assignee'], [data-column='due'], [data-column='updated']) {
      display: block;
    }
    .row .cell[data-column='title'] {
      grid-area: title;
    }
    .row .cell[data-column='reference'] {
      grid-area: reference;
    }
    .row .cell[data-column='status'] {
      grid-area: status;
    }
    .row .cell[data-column='assignee'] {
      grid-area: assignee;
      color: var(--_muted);
    }
    .row .cell[data-column='due'] {
      grid-area: due;
    }
    .row .cell[data-column='updated'] {
      grid-area: updated;
    }
  }
  @container (inline-size < 30rem) {
    .probe,
    .rows {
      --_row: max(100px, 7.15em);
    }
    .scroller .row {
      grid-template:
        'select title title title' auto
        'select priority due due' auto
        'select reference status assignee' auto /
        24px max-content minmax(0, 1fr) auto;
      align-content: center;
      row-gap: 4px;
    }
    .row .cell[data-column='title'] {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      white-space: normal;
      line-height: 1.3;
    }
    .row .cell[data-column='updated'] {
      display: none;
    }
    .row .cell[data-column='assignee'] {
      text-align: end;
    }
  }
  @container (inline-size < 30rem) {
    .bar .count {
      display: none;
    }
  }
  /* Text that is large for the room: each thing on a line of its own, and nothing cut off. */
  @container (inline-size < 17em) {
    .probe,
    .rows {
      --_row: 14em;
    }
    .scroller .row {
      grid-template: none / 24px minmax(0, 1fr);
    }
    .row .cell:not([data-column='select']) {
      grid-area: auto / 2;
      text-align: start;
      white-space: normal;
    }
    .row .cell[data-column='select'] {
      grid-area: 1 / 1 / span 6 / auto;
    }
  }
  @media (forced-colors: active) {
    .row:is([aria-current], [aria-selected='true']) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .row [data-column='priority']::before {
      forced-color-adjust: none;
    }
  }
  @media print {
    .scroller {
      max-block-size: none;
      overflow: visible;
    }
  }
`;
