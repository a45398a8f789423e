import { css } from '@lit/reactive-element';

export const styles = css`
  :host {
    --gutter: 2em;
  }
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
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
  header {
    display: grid;
    gap: 6px;
    padding-block-end: 14px;
    border-block-end: 1px solid var(--_border);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-inline-size: 0;
  }
  .facts > * {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .reference {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 500;
  }
  .status svg {
    flex: none;
  }
  .status[data-category='resolved'],
  .status[data-category='closed'] {
    color: var(--_success-text);
  }
  .exact {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 400;
    cursor: pointer;
  }
  .exact input {
    inline-size: 1.15em;
    min-block-size: 0;
    block-size: 1.15em;
    margin: 0;
    accent-color: var(--_accent);
    appearance: auto;
  }
  .clocks {
    list-style: none;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .clocks b {
    font-weight: 600;
  }
  .clocks [data-state='warning'] b {
    color: var(--_warning-text);
  }
  .clocks :is([data-state='breached'], [data-state='missed']) b {
    color: var(--_danger-text);
  }

  .day {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: 12px;
    padding-block: 8px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }
  .day::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_border);
  }

  .entries {
    list-style: none;
  }
  .entry {
    position: relative;
    --pad: 8px;
    padding-inline-start: var(--gutter);
    padding-block: var(--pad);
  }
  .entry:not(:has(.words, .chosen, .bone)) {
    --pad: 5px;
  }
  /* The spine: one line behind all the marks, drawn in pieces so that it ends where the story does. */
  .entry::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(0.68em - 0.5px);
    border-inline-start: 1px solid var(--_border-strong);
  }
  .frame[data-whole] .day-group:first-of-type .entry:first-child::before {
    inset-block-start: calc(var(--pad) + 0.7em);
  }
  .day-group:last-of-type .entry:last-child::before {
    inset-block-end: calc(100% - var(--pad) - 0.7em);
  }
  .mark {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: var(--pad);
    display: grid;
    place-items: center;
    inline-size: 1.36em;
    block-size: 1.36em;
    border-radius: 50%;
    background: var(--_surface);
    color: var(--_muted);
  }
  .entry.arrived {
    animation: arrive 200ms ease-out;
  }
  .facts .actions {
    margin-inline-start: auto;
  }
  .chosen {
    margin-block-start: 6px;
  }
  .code {
    display: block;
    font-weight: 600;
  }
  .end {
    justify-content: end;
  }
  .line {
    color: var(--_muted);
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }
  /* After the sentence, on its last line where there is room. */
  .line > :not(:last-child) {
    margin-inline-end: 6px;
  }
  .line b {
    color: var(--_text);
    font-weight: 500;
  }
  time {
    display: inline-block;
    font-variant-numeric: tabular-nums;
  }
  .line time {
    color: var(--_muted);
  }
  .words {
    margin-block-start: 6px;
    padding: 10px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
  }
  .words .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    text-align: start;
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
  .desk-only,
  .edited {
    color: var(--_muted);
  }
  .desk-only {
    display: inline-flex;
    vertical-align: -0.125em;
    font-size: max(0.6875rem, 11px);
  }
  .entry.resolved .words {
    border-color: color-mix(in oklab, var(--_success) 45%, var(--_border));
  }
  .entry.resolved .mark {
    color: var(--_success-text);
  }
  .entry.sla-warned .mark {
    color: var(--_warning-text);
  }
  .entry.sla-breached .mark {
    color: var(--_danger-text);
  }
  .more {
    padding-inline-start: var(--gutter);
    padding-block: 8px;
  }

  .composer {
    display: grid;
    gap: 10px;
    padding: 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    transition: background-color 160ms ease-out;
  }
  /* What only the desk reads has a line at its side, which no tint could be told apart by. */
  .entry.internal .words,
  .to-desk .words,
  .composer[data-visibility='internal'] {
    border-color: color-mix(in oklab, var(--_warning) 45%, var(--_border));
    border-inline-start: 4px solid var(--_warning-text);
    background: color-mix(in oklab, var(--_warning) 10%, var(--_surface));
  }
  .composer .actions {
    justify-content: space-between;
  }
  .asking {
    display: grid;
    gap: 12px;
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    animation: arrive 160ms ease-out;
  }

  .is-it-fixed {
    border-color: color-mix(in oklab, var(--_success) 45%, var(--_border));
  }
  .answer {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow-wrap: anywhere;
  }
  .more-actions {
    display: inline-flex;
  }
  .open-menu {
    padding-inline: 8px;
  }
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    min-inline-size: min(12em, 92vw);
    max-inline-size: 92vw;
    max-block-size: 92vh;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 6px 24px light-dark(oklch(0.2 0.02 260 / 0.14), oklch(0 0 0 / 0.5));
  }
  .menu button {
    display: flex;
    inline-size: 100%;
    justify-content: start;
    border-color: transparent;
    background: none;
    font-weight: 400;
    text-align: inherit;
  }
  .menu:focus {
    outline: none;
  }
  .menu button:focus-visible {
    outline-offset: -2px;
  }
  .menu button:is(:hover, :focus-visible) {
    background: color-mix(in oklab, var(--_text) 7%, transparent);
  }

  .bone.line {
    display: block;
    block-size: 15px;
    inline-size: 46%;
  }
  .bone.title {
    block-size: 22px;
    inline-size: 70%;
  }
  .bone.words {
    block-size: 60px;
  }
  .waiting .entry {
    display: grid;
    gap: 8px;
  }
  .waiting .mark.bone {
    background: color-mix(in oklab, var(--_text) 12%, var(--_surface));
  }
  /* Where a line has few words, what people wrote has all of it, over the spine. */
  @container (max-width: 20em) {
    .words {
      position: relative;
      margin-inline-start: calc(-1 * var(--gutter));
    }
  }
  /* In a low window everything scrolls. */
  @media (max-height: 30em) {
    .day {
      position: static;
    }
  }
  @media (forced-colors: active) {
    .words,
    .composer {
      border-color: CanvasText;
    }
  }
  /* On paper: all that is there, black on white, and nothing to press. */
  @media print {
    .box {
      color-scheme: only light !important;
      --_surface: #fff;
      --_raised: #fff;
      --_text: #000;
      --_muted: #333;
      --_border: #777;
      --_border-strong: #777;
      --_accent: #000;
      color: #000;
    }
    .frame {
      display: block;
      border: 0;
      padding: 0;
    }
    .actions,
    .exact,
    .more,
    .asking,
    .composer {
      display: none;
    }
    .day {
      position: static;
      break-after: avoid;
    }
    .entry {
      break-inside: avoid;
      animation: none;
    }
    h2 {
      outline: none !important;
    }
    .entry .words {
      border-color: #777 !important;
      background: none !important;
    }
    /* What was “2 hours ago” is not when it is read. */
    time bdi {
      display: none;
    }
    time::after {
      content: attr(title);
    }
    .clocks b,
    .line,
    .line time,
    .entry .mark,
    .entry .lock {
      color: #000 !important;
    }
  }
`;
