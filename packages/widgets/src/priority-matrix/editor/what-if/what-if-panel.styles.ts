import { css } from '@lit/reactive-element';

/** A draft tried on past incidents: what is asked, the picture, and the list. */
export const styles = css`
  .what-if,
  .what-if .result,
  .replayed {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .what-if h3 {
    font-weight: 600;
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 10px;
  }
  .periods {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .periods legend {
    padding-block-end: 2px;
  }
  .period {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
    font-weight: 400;
  }
  .period input {
    inline-size: 16px;
    block-size: 16px;
    accent-color: var(--_accent);
  }
  .progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    font-variant-numeric: tabular-nums;
  }
  progress {
    flex: 1 1 10em;
    block-size: 6px;
    accent-color: var(--_accent);
  }
  /* What it shows is of another draft. */
  .outdated {
    opacity: 0.6;
  }

  .pictures {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .picture {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
    align-self: start;
  }
  .picture caption {
    text-align: inherit;
    font-weight: 500;
    padding-block-end: 2px;
  }
  .picture th,
  .picture td {
    padding: 5px 0 5px 8px;
    text-align: end;
    font-weight: 400;
    border-block-start: 1px solid var(--_border);
    overflow-wrap: break-word;
  }
  .picture th:first-child {
    padding-inline-start: 0;
    text-align: start;
    max-inline-size: 9em;
  }
  .picture thead th,
  .picture thead td {
    border: 0;
    color: var(--_muted);
    vertical-align: bottom;
  }
  .picture b,
  .picture .different {
    font-weight: 600;
  }
  .picture .bars {
    inline-size: 40%;
  }
  .bars i {
    --_fill: var(--priority, var(--_muted));
    display: block;
    box-sizing: border-box;
    block-size: 7px;
    inline-size: max(2px, calc(var(--share) * 100%));
    border: 1px solid var(--_fill);
    border-radius: 2px;
  }
  .bars .is {
    margin-block-start: 2px;
    background: var(--_fill);
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .filters button {
    min-block-size: 32px;
    padding: 2px 10px;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .filters [aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
  }
  .incidents {
    list-style: none;
  }
  .incidents li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: baseline;
    gap: 0 8px;
    padding-block: 6px;
    border-block-start: 1px solid var(--_border);
  }
  .incidents .open {
    justify-self: start;
    min-block-size: 28px;
    padding: 0 4px;
    margin-inline-start: -4px;
    line-height: 28px;
    font-variant-numeric: tabular-nums;
  }
  .incidents .what {
    grid-column: 1 / -1;
    grid-row: 2;
    overflow-wrap: anywhere;
  }
  .incidents .change {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .incidents .hint {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    grid-column: 1 / -1;
  }
  .outcome.missed {
    color: var(--_danger-text);
  }
  .more {
    justify-self: start;
  }
  @container (min-width: 40em) {
    .what-if {
      padding: 14px;
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    .pictures {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 24px;
    }
    .incidents li {
      grid-template-columns: 6em minmax(0, 1fr) auto;
    }
    .incidents .what {
      grid-column: auto;
      grid-row: auto;
    }
    .incidents .hint {
      grid-column: 2 / -1;
    }
  }
  @media (forced-colors: active) {
    .bars i {
      border-color: CanvasText;
    }
    .bars .is {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .filters [aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
