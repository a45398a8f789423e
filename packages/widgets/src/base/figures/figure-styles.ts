import { css } from '@lit/reactive-element';

/** What elements share that show figures: their tools, tables, and the incidents behind a number. */
export const figureStyles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  header,
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 12px;
  }
  header {
    align-items: center;
    justify-content: space-between;
  }
  .tools .field {
    flex: 1 1 9em;
    min-inline-size: 0;
  }
  .wide,
  .behind {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    align-content: start;
    padding: 12px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
  }
  .behind {
    background: var(--_raised);
  }
  .name {
    font-weight: 600;
  }
  .value {
    font-size: 1.43em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .foot {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    justify-items: start;
  }
  .foot .plain {
    margin-inline-start: -8px;
  }
  details {
    inline-size: 100%;
  }
  summary {
    color: var(--_accent);
    font-size: var(--_small);
    cursor: pointer;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 3px 6px;
    text-align: start;
    font-weight: 400;
  }
  thead th {
    color: var(--_muted);
    font-weight: 500;
  }
  tbody tr {
    border-block-start: 1px solid var(--_border);
  }
  td button {
    min-block-size: 26px;
    padding-block: 2px;
  }
  td button.plain {
    margin-inline-start: -8px;
  }
  .incidents {
    list-style: none;
    overflow-wrap: anywhere;
  }
  .incidents li {
    padding-block: 4px;
    border-block-start: 1px solid var(--_border);
  }
  .reference {
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .printed {
    display: none;
  }
  .loads > :not(header, .tools, .busy) {
    opacity: 0.45;
  }
  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 150px;
    border-radius: var(--_radius-large);
  }
  @media print {
    header button,
    .tools,
    .foot details {
      display: none;
    }
    .printed {
      display: block;
    }
    /* How many there are is said by what opens them. */
    .foot .plain {
      margin: 0;
      padding: 0;
      color: inherit;
    }
    .wide {
      break-inside: avoid;
    }
  }
`;
