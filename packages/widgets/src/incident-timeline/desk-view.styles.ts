import { css } from '@lit/reactive-element';

/** Of what only the desk sees. */
export const styles = css`
  /* One line where there is room for one: what happened has the rest. */
  @container (min-width: 44em) {
    header {
      flex-wrap: nowrap;
    }
    header > * {
      flex: none;
    }
    header .title {
      flex: 1;
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
    }
  }
  /* Where it is just enough, the title needs it more than what stands below as well. */
  @container (min-width: 44em) and (max-width: 64em) {
    .target {
      display: none;
    }
    .level {
      position: absolute;
      inline-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  .priority {
    padding: 1px 9px;
    border-radius: 999px;
    border: 1px solid color-mix(in oklab, var(--priority) 38%, var(--_border));
    background: color-mix(in oklab, var(--priority) 14%, var(--_surface));
    font-size: var(--_small);
  }
  .priority b {
    font-weight: 600;
  }
  .clocks {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    list-style: none;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .clocks b,
  .next-clock b {
    font-weight: 600;
  }
  .plain.why {
    min-block-size: 24px;
    padding: 0 6px;
    color: var(--_muted);
    font-weight: 400;
    text-decoration: underline;
    text-decoration-style: dotted;
  }
  .next-clock[data-state='warning'] b,
  .clocks [data-state='warning'] b {
    color: var(--_warning-text);
  }
  .next-clock[data-state='breached'] b,
  .clocks :is([data-state='breached'], [data-state='missed']) b {
    color: var(--_danger-text);
  }
  .next-clock {
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .stages {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    list-style: none;
    font-size: var(--_tiny);
  }
  .stages li {
    flex: 1 1 auto;
    padding-block-start: 3px;
    border-block-start: 3px solid var(--_border);
    color: var(--_muted);
  }
  .stages [data-reached] {
    border-color: var(--_accent);
    color: var(--_text);
  }
  .stages [aria-current] {
    font-weight: 600;
  }
  .entry.internal .mark,
  .lock {
    color: var(--_warning-text);
  }
  .lock {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-weight: 500;
  }
  .desk-only {
    color: var(--_muted);
    display: inline-flex;
    vertical-align: -0.125em;
    font-size: max(0.6875rem, 11px);
  }
  .entry.sla-warned .mark {
    color: var(--_warning-text);
  }
  .entry.sla-breached .mark {
    color: var(--_danger-text);
  }
  /* What only the desk reads has a line at its side, which no tint could be told apart by. */
  .entry.internal .words,
  .to-desk .words {
    border-color: color-mix(in oklab, var(--_warning) 45%, var(--_border));
    border-inline-start: 4px solid var(--_warning-text);
    background: color-mix(in oklab, var(--_warning) 10%, var(--_surface));
  }
  @media print {
    .clocks b,
    .stages li,
    .entry .lock {
      color: #000 !important;
    }
    .why {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .stages [data-reached] {
      border-color: Highlight;
    }
  }
`;
