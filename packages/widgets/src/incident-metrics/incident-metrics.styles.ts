import { css } from '@lit/reactive-element';

export const styles = css`
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
  .group > summary {
    padding-block: 6px;
    color: var(--_text);
    font-size: inherit;
    font-weight: 600;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(17em, 100%), 1fr));
    gap: 10px;
  }
  .figure {
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
    cursor: pointer;
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
  .hours button {
    inline-size: 100%;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 400;
  }
  abbr {
    text-decoration: none;
  }
  @media print {
    /* What is closed is on paper as well. */
    .group::details-content {
      block-size: auto;
      content-visibility: visible;
    }
    .figure {
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
