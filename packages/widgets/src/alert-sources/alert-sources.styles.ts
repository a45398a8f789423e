import { css } from '@lit/reactive-element';

export const styles = css`
  .frame,
  .detail:not(.bone),
  .setup,
  .whole,
  .tried,
  .try {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 12px;
  }
  h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  .sources,
  .deliveries,
  .signals,
  .plain-list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    list-style: none;
  }
  .source {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    padding: 8px 14px 10px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    overflow-wrap: anywhere;
  }
  /* What does not fit beside the name goes below it, before the name is broken. */
  .source > h3 {
    flex: 1 1 auto;
    max-inline-size: 100%;
  }
  .source > :not(h3, .state) {
    flex: 0 0 100%;
    min-inline-size: 0;
  }
  .source.silent {
    border-inline-start: 4px solid var(--_danger);
  }
  .source.refused {
    border-inline-start: 4px solid var(--_warning);
  }
  .opener {
    inline-size: 100%;
    justify-content: start;
    min-inline-size: 0;
    padding-inline: 4px;
    border-color: transparent;
    background: none;
    text-align: start;
  }
  h3 .opener {
    font-weight: 600;
  }
  .chevron {
    display: inline-flex;
    transition: rotate 120ms ease-out;
  }
  .chevron:dir(rtl) {
    scale: -1 1;
  }
  [aria-expanded='true'] > .chevron {
    rotate: 90deg;
  }
  [aria-expanded='true'] > .chevron:dir(rtl) {
    rotate: -90deg;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }
  .facts,
  .source > .why {
    padding-inline-start: 4px;
  }
  .receiving > .state {
    color: var(--_success-text);
  }
  .silent > .state,
  .why {
    color: var(--_danger-text);
  }
  .refused > .state {
    color: var(--_warning-text);
  }

  .detail:not(.bone) {
    padding-block: 10px 4px;
  }
  .address {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .address input {
    flex: 1 1 16em;
    min-inline-size: 0;
  }
  input.code,
  textarea.code,
  code,
  pre,
  .key,
  .headers {
    font-family: ui-monospace, monospace;
    font-size: var(--_small);
  }
  summary {
    inline-size: fit-content;
    padding: 4px;
    border-radius: var(--_radius);
    font-weight: 500;
    cursor: pointer;
  }
  .setup {
    padding: 8px 4px;
  }
  .setup li {
    margin-inline-start: 1.4em;
  }
  code {
    padding: 0 4px;
    border-radius: 4px;
    background: color-mix(in oklab, var(--_text) 8%, transparent);
    overflow-wrap: anywhere;
  }
  pre {
    max-block-size: 24em;
    margin: 0;
    padding: 10px 12px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    line-height: 1.5;
    text-align: left;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }
  .try {
    padding: 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
  }
  .tested:empty,
  .tried:empty {
    position: absolute;
  }

  .delivery {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .delivery .opener {
    flex-wrap: wrap;
    gap: 2px 8px;
    font-weight: 400;
  }
  .when {
    font-variant-numeric: tabular-nums;
  }
  .is-test {
    padding: 0 6px;
    border: 1px solid var(--_border-strong);
    border-radius: 999px;
    color: var(--_muted);
    font-size: var(--_tiny);
    font-weight: 500;
  }
  .made {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .delivery.refused .made {
    color: var(--_warning-text);
  }
  .delivery > .why {
    padding: 0 12px 8px;
    padding-inline-start: 30px;
    font-size: var(--_small);
  }
  .whole {
    padding: 4px 12px 12px;
  }
  .whole > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
  .label {
    font-size: var(--_small);
    font-weight: 600;
  }
  .signals li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
    overflow-wrap: anywhere;
  }
  .signals li > * {
    min-inline-size: 0;
  }
  .said {
    font-size: var(--_small);
    font-weight: 600;
  }
  .said.firing {
    color: var(--_danger-text);
  }
  .said.resolved {
    color: var(--_success-text);
  }
  .headers {
    margin: 0;
    text-align: left;
  }
  .headers > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    overflow-wrap: anywhere;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
    min-inline-size: 0;
  }

  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 72px;
    border-radius: var(--_radius-large);
  }
  .bone.detail {
    block-size: 320px;
  }
  .bone.line {
    block-size: 1.5em;
  }
`;
