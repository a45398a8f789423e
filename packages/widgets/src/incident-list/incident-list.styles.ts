import { css } from '@lit/reactive-element';

export const styles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
  }
  ul {
    list-style: none;
  }
  .reports {
    margin-inline: -16px;
    border-block: 1px solid var(--_border);
  }
  .reports:last-child {
    margin-block-end: -16px;
    border-block-end: 0;
  }
  li + li {
    border-block-start: 1px solid var(--_border);
  }
  .report {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 12px;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 10px 16px;
    border: 0;
    border-radius: 0;
    background: none;
    color: inherit;
    font-weight: 400;
    text-align: start;
    text-decoration: none;
    transition: background-color 120ms ease-out;
  }
  :is(a, button).report:hover {
    background: color-mix(in oklab, var(--_text) 4%, transparent);
  }
  .report:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius);
  }
  .report[aria-current] {
    background: color-mix(in oklab, var(--_accent) 7%, transparent);
  }
  .report[aria-current]::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 3px solid var(--_accent);
  }
  .report .title {
    font-size: inherit;
    font-weight: 500;
  }
  .state {
    display: inline-flex;
    align-items: center;
    justify-self: end;
    gap: 5px;
    font-size: var(--_small);
    font-weight: 500;
  }
  .state .glyph {
    color: var(--_muted);
  }
  .state[data-category='active'] .glyph {
    color: var(--_accent);
  }
  .state[data-category='waiting'] .glyph {
    color: var(--_warning-text);
  }
  .state:is([data-category='resolved'], [data-category='closed']) {
    color: var(--_success-text);
  }
  .state[data-category='closed'] {
    color: var(--_muted);
  }
  .state:is([data-category='resolved'], [data-category='closed']) .glyph {
    color: inherit;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    font-variant-numeric: tabular-nums;
  }
  .aim {
    justify-self: end;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .more {
    justify-self: start;
  }
  .none {
    padding-block: 8px;
  }
  .line {
    display: block;
    inline-size: 60%;
    block-size: 1.1em;
    margin-block: 0.2em;
  }
  .line.short {
    grid-column: 1;
    inline-size: 35%;
    block-size: 0.95em;
  }
  .line.heading {
    inline-size: 9em;
  }
  @container (inline-size < 34em) {
    .report {
      grid-template-columns: minmax(0, 1fr);
    }
    .state,
    .aim {
      justify-self: start;
      text-align: start;
    }
    .facts {
      order: 1;
    }
  }
  @media (forced-colors: active) {
    .report[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
