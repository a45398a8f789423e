import { css } from '@lit/reactive-element';

/** Of what is there at first: how an incident stands, and what happened. */
export const styles = css`
  :host {
    --gutter: 2em;
  }
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding: 0 16px 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
  }
  /* It stays in sight, while what happened goes by below. */
  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    min-block-size: 48px;
    margin-inline: -16px;
    padding: 5px 16px;
    border-block-end: 1px solid var(--_border);
    border-radius: var(--_radius-large) var(--_radius-large) 0 0;
    background: var(--_surface);
  }
  header > * {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  header .title {
    flex: 1 1 11em;
    font-size: var(--incident-kit-size-title, max(1.25rem, 20px));
    line-height: 1.25;
  }
  header .actions {
    margin-inline-start: auto;
  }
  .about {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .about .hint {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
  }
  /* It opens at the newest entry, and keeps what is above and below it in sight. */
  .story {
    max-block-size: var(--incident-timeline-block-size, max(20rem, 60vh));
    overflow-y: auto;
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
  .status:is([data-category='resolved'], [data-category='closed']) {
    color: var(--_success-text);
  }
  .exact {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 400;
  }
  .exact input {
    inline-size: 1.15em;
    min-block-size: 0;
    block-size: 1.15em;
    accent-color: var(--_accent);
    appearance: auto;
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
  .chosen {
    margin-block-start: 6px;
  }
  .code {
    font-weight: 600;
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
  }
  .entry.resolved .words {
    border-color: var(--_success);
  }
  .entry.resolved .mark {
    color: var(--_success-text);
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
  }
  /* Until there is more to it. */
  .starter textarea {
    min-block-size: 0;
  }
  .open-menu {
    padding-inline: 8px;
  }
  .bone.line {
    block-size: 15px;
    inline-size: 46%;
  }
  .bone.words {
    block-size: 60px;
  }
  .waiting .entry {
    display: grid;
    gap: 8px;
  }
  .mark.bone {
    background: var(--_border);
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
    header,
    .day {
      position: static;
    }
    .story {
      max-block-size: none;
    }
  }
`;
