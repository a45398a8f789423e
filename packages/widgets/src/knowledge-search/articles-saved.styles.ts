import { css } from '@lit/reactive-element';

/** Of what only the figures have; see knowledge-search.styles.ts for the rest. */
export const styles = css`
  .saved {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .period {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
  }
  .period .field {
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px;
    align-items: center;
  }
  dl,
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px 20px;
    padding-block: 12px;
    border-block: 1px solid var(--_border);
  }
  /* Where there is little room: what it is at one side, the number at the other. */
  dl > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 12px;
    align-items: baseline;
    break-inside: avoid;
  }
  dt {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .value,
  .number {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .value {
    font-size: 1.43em;
    line-height: 1.3;
  }
  dd.hint {
    grid-column: 1 / -1;
  }
  h3 {
    font-weight: 600;
  }
  .helped li {
    gap: 2px 20px;
    break-inside: avoid;
  }
  /* All bars are as long, whatever stands beside them. */
  .amount {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 5.5em;
    gap: 10px;
    align-items: center;
    inline-size: 100%;
  }
  .number {
    font-size: var(--_small);
    text-align: end;
    overflow-wrap: anywhere;
  }
  .bar {
    inline-size: 100%;
    block-size: 8px;
    border-radius: 4px;
  }
  .bar:dir(rtl) {
    scale: -1 1;
  }
  .bar path {
    stroke-width: 4;
  }
  .bar .track {
    stroke: color-mix(in oklab, var(--_text) 9%, transparent);
  }
  .bar .share {
    stroke: var(--_accent);
  }
  @container (inline-size >= 26em) {
    dl {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    dl > div {
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
    }
    .helped li {
      grid-template-columns: minmax(0, 1fr) minmax(9em, 38%);
    }
    .amount {
      grid-row: 1 / span 2;
      grid-column: 2;
      align-self: center;
    }
  }
  @container (inline-size >= 42em) {
    dl {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
  @media print {
    .period .field {
      display: none;
    }
    .bar {
      print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .bar .track {
      stroke: none;
    }
    .bar .share {
      stroke: CanvasText;
    }
  }
`;
