import { css } from '@lit/reactive-element';

export const styles = css`
  .frame,
  section,
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    align-content: start;
  }
  section {
    padding: 14px 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
  }
  header,
  .first {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 2px 12px;
  }
  h3 {
    font-weight: 600;
  }
  h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  .how {
    padding: 2px 10px;
    border: 1px solid var(--_border-strong);
    border-radius: 999px;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }
  .how.set {
    border-color: var(--_success);
    color: var(--_success-text);
  }
  .how.suggest {
    color: var(--_text);
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    gap: 12px 16px;
    margin: 0;
  }
  .card {
    display: grid;
    align-content: start;
    gap: 2px;
    overflow-wrap: anywhere;
  }
  dt {
    font-weight: 500;
  }
  dd {
    margin: 0;
  }
  .value {
    font-size: 1.43em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  progress {
    inline-size: min(100%, 20em);
    accent-color: var(--_accent);
  }
  .beside {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17em, 100%), 1fr));
    gap: 16px 24px;
    align-items: start;
  }
  .calibration {
    margin: 0;
    inline-size: min(100%, 15em);
  }
  .calibration > svg {
    display: block;
    inline-size: 100%;
    block-size: auto;
    fill: none;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 12px;
  }
  .calibration,
  .calibration > figcaption {
    direction: ltr;
  }
  .frame-line {
    stroke: var(--_border-strong);
  }
  .same {
    stroke: var(--_muted);
    stroke-dasharray: 3 4;
  }
  .dots {
    fill: color-mix(in oklab, var(--_accent) 75%, transparent);
    stroke: var(--_accent);
  }
  .scroll {
    overflow: auto;
  }
  .tall {
    max-block-size: 17em;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 4px 8px;
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
  .wrong ul {
    display: grid;
    gap: 4px;
    max-block-size: 17em;
    overflow: auto;
    list-style: none;
  }
  .wrong li {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
    padding: 2px;
    overflow-wrap: anywhere;
  }
  .wrong :is(a, button) {
    font-variant-numeric: tabular-nums;
  }
  .change {
    display: grid;
    gap: 10px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_border);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 18px;
  }
  legend {
    padding-block-end: 6px;
  }
  .change label {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 28px;
    font-weight: 400;
    cursor: pointer;
  }
  .change input {
    accent-color: var(--_accent);
  }
  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 320px;
    border-radius: var(--_radius-large);
  }
  @media (forced-colors: active) {
    .dots {
      fill: CanvasText;
    }
    .same,
    .frame-line {
      stroke: CanvasText;
    }
  }
  @media print {
    .change,
    summary,
    header button {
      display: none;
    }
  }
`;
