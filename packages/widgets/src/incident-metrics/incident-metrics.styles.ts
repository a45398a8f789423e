import { css } from '@lit/reactive-element';

export const styles = css`
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
  .check {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 38px;
  }
  .tools .check input {
    inline-size: auto;
    min-block-size: 0;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(17em, 100%), 1fr));
    gap: 10px;
  }
  .figure,
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
  .wide,
  .behind {
    grid-column: 1 / -1;
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
  .trend {
    font-size: var(--_small);
    font-weight: 500;
    color: var(--_muted);
  }
  .hints {
    list-style: none;
  }
  .chart {
    display: block;
    inline-size: 100%;
    block-size: 72px;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linecap: round;
  }
  .chart:dir(rtl) {
    scale: -1 1;
  }
  .chart path {
    vector-effect: non-scaling-stroke;
  }
  .chart .base {
    stroke: var(--_border);
  }
  .chart .limit {
    stroke: var(--_muted);
    stroke-dasharray: 3 4;
    stroke-width: 1;
  }
  .chart .mean {
    stroke: var(--_border-strong);
    stroke-width: 1;
  }
  .chart .dots {
    stroke-width: 5;
  }
  .chart .partial {
    stroke: var(--_muted);
    stroke-width: 4;
  }
  .chart .signal {
    stroke: var(--_danger);
    stroke-width: 9;
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
  .bars th {
    white-space: nowrap;
  }
  .bars td:nth-child(2) {
    inline-size: 100%;
  }
  .bar {
    display: block;
    block-size: 10px;
    inline-size: calc(var(--share, 0) * 100%);
    border-radius: 3px;
    background: var(--_accent);
  }
  .hours {
    table-layout: fixed;
    min-inline-size: 44em;
  }
  .hours tbody tr {
    border: 0;
  }
  .hours :is(th, td) {
    padding: 3px 0;
    text-align: center;
  }
  .hours tbody td {
    border: 1px solid var(--_surface);
    border-radius: 4px;
    background: color-mix(
      in oklab,
      var(--_accent) calc(6% + var(--share, 0) * 34%),
      var(--_surface)
    );
  }
  abbr {
    text-decoration: none;
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
    .foot {
      display: none;
    }
    .figure,
    .wide {
      break-inside: avoid;
    }
  }
  @media (forced-colors: active) {
    .bar {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
