import { css } from '@lit/reactive-element';

/** What opens a part of a panel that is seldom wanted. */
export const summaryStyles = css`
  summary {
    inline-size: fit-content;
    padding: 4px 0;
    border-radius: var(--_radius);
    color: var(--_accent);
    font-size: var(--_small);
    font-weight: 500;
    cursor: pointer;
  }
`;

/** The table behind a chart that is small and of one thing. */
export const tableStyles = css`
  .scroller {
    max-block-size: 16em;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 4px 10px;
    text-align: start;
  }
  th {
    font-weight: 600;
  }
  tbody tr {
    border-block-start: 1px solid var(--_border);
  }
`;
