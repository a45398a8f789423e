import { css } from '@lit/reactive-element';

export const styles = css`
  .frame,
  .objectives,
  .objective,
  .budget,
  .course {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .objectives {
    list-style: none;
  }
  .objective {
    --_tone: var(--_border-strong);
    --_ink: var(--_muted);
    gap: 8px;
    padding: 12px 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    overflow-wrap: anywhere;
  }
  .objective.on-track {
    --_tone: var(--_success);
    --_ink: var(--_success-text);
  }
  .objective.noted {
    --_tone: var(--_warning);
    --_ink: var(--_warning-text);
  }
  .objective.burning,
  .objective.used-up {
    --_tone: var(--_danger);
    --_ink: var(--_danger-text);
  }
  .objective.noted,
  .objective.burning,
  .objective.used-up {
    border-inline-start: 4px solid var(--_tone);
  }
  .first {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 2px 12px;
  }
  h3 {
    flex: 1 1 auto;
    max-inline-size: 100%;
    font-weight: 600;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--_ink);
    font-size: var(--_small);
    font-weight: 500;
  }
  .budget {
    gap: 4px;
    font-variant-numeric: tabular-nums;
  }
  .bar {
    inline-size: 100%;
    block-size: 8px;
    border-radius: 4px;
  }
  .bar path {
    stroke-width: 4;
  }
  .track {
    stroke: color-mix(in oklab, var(--_text) 11%, transparent);
  }
  .rest {
    stroke: var(--_tone);
  }
  .bar:dir(rtl) {
    scale: -1 1;
  }
  .course {
    gap: 2px;
    margin: 4px 0;
  }
  .course > svg {
    inline-size: 100%;
    block-size: 72px;
    overflow: visible;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 12px;
    font-variant-numeric: tabular-nums;
  }
  .area {
    fill: color-mix(in oklab, var(--_tone) 14%, transparent);
  }
  .line,
  .even,
  .ground {
    fill: none;
    stroke: var(--_tone);
    stroke-width: 1.5;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }
  .ground {
    stroke: var(--_border-strong);
    stroke-width: 1;
  }
  .even {
    stroke: var(--_border-strong);
    stroke-width: 1;
    stroke-dasharray: 3 4;
  }
  .rates {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    list-style: none;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .rates > li {
    display: grid;
    flex: 1 1 10em;
    padding: 6px 10px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .rates > li:is(.fast, .slow) {
    border-color: var(--_danger);
  }
  .rates > li.steady {
    border-color: var(--_warning);
  }
  strong {
    font-weight: 600;
  }
  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 280px;
    border-radius: var(--_radius-large);
  }
  @media (forced-colors: active) {
    .track {
      stroke: GrayText;
    }
    .rest,
    .line,
    .ground,
    .even {
      stroke: CanvasText;
    }
    .area {
      fill: none;
    }
  }
  @media print {
    summary,
    .actions {
      display: none;
    }
  }
`;
