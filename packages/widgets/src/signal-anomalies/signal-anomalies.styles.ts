import { css } from '@lit/reactive-element';

export const styles = css`
  .frame,
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
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
  .first > h4 {
    flex: 1 1 auto;
    max-inline-size: 100%;
  }
  .anomalies {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    list-style: none;
  }
  .anomaly {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    padding: 10px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    overflow-wrap: anywhere;
  }
  .anomaly.proposed {
    border-inline-start: 4px solid var(--_warning);
  }
  .anomaly.raised {
    border-inline-start: 4px solid var(--_danger);
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }
  .proposed .state {
    color: var(--_warning-text);
  }
  .raised .state {
    color: var(--_danger-text);
  }
  .why {
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--_border-strong);
    white-space: pre-wrap;
  }
  .course {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    max-inline-size: 36em;
    margin: 4px 0;
  }
  .course > svg {
    inline-size: 100%;
    block-size: auto;
    overflow: visible;
  }
  .course > svg:dir(rtl) {
    scale: -1 1;
  }
  figcaption {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    font-variant-numeric: tabular-nums;
  }
  .band {
    fill: color-mix(in oklab, var(--_text) 11%, transparent);
  }
  .line {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .bar {
    fill: var(--_accent);
  }
  .dot,
  .bar.unusual {
    fill: var(--_danger);
  }
  .ground {
    stroke: var(--_border-strong);
  }
  .unusual td {
    color: var(--_danger-text);
    font-weight: 600;
  }
  .actions {
    margin-block-start: 4px;
  }
  .deciding {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    padding: 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .anomaly a,
  .anomaly button.plain {
    font-variant-numeric: tabular-nums;
  }
  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 240px;
    border-radius: var(--_radius-large);
  }
  @media (forced-colors: active) {
    .band {
      fill: GrayText;
      opacity: 0.4;
    }
    .line,
    .ground {
      stroke: CanvasText;
    }
    .bar {
      fill: CanvasText;
    }
    .dot,
    .bar.unusual {
      fill: Mark;
    }
  }
  @media print {
    .actions,
    summary,
    header button,
    .frame > button {
      display: none;
    }
  }
`;
