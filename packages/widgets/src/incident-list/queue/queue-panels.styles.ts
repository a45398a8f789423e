import { css } from '@lit/reactive-element';

/** What is asked and told in a queue: it comes with what asks. */
export const panelStyles = css`
  .panel {
    padding: 12px;
    border-block-start: 1px solid var(--_border);
    background: var(--_raised);
  }
  .filters,
  .ask,
  .keys,
  .own-views {
    display: grid;
    gap: 12px;
  }
  .filters {
    grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
    align-items: end;
  }
  .filters fieldset {
    grid-column: 1 / -1;
  }
  .filters legend {
    margin-block-end: 4px;
  }
  .columns ol {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
    gap: 4px 12px;
    list-style: none;
  }
  .columns li {
    display: flex;
    align-items: center;
    min-block-size: 30px;
    padding-inline: 8px 0;
    border: 1px solid transparent;
    border-radius: var(--_radius);
  }
  .columns [draggable='true'] {
    border-color: var(--_border);
    background: var(--_surface);
    cursor: grab;
  }
  .columns .check {
    flex: 1;
  }
  .columns button {
    min-block-size: 28px;
    padding: 2px 8px;
  }
  .columns button:dir(rtl) span {
    display: inline-block;
    scale: -1 1;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 400;
  }
  input[type='checkbox'] {
    inline-size: 1.15em;
    min-block-size: 0;
    block-size: 1.15em;
    accent-color: var(--_accent);
  }
  .filters button {
    justify-self: start;
  }
  .ask .field {
    max-inline-size: 30em;
  }
  .ask ul {
    max-inline-size: 30em;
    list-style: none;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .ask li {
    padding: 6px 10px;
    cursor: pointer;
  }
  .ask li[aria-selected='true'] {
    background: color-mix(in oklab, var(--_accent) 14%, transparent);
    box-shadow: inset 3px 0 var(--_accent);
  }
  .ask .field-error:empty {
    display: none;
  }
  .keys dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
    gap: 6px 24px;
    margin: 0;
  }
  .keys dl div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  .keys dd {
    margin: 0;
  }
  .keys button {
    justify-self: start;
  }
  kbd {
    padding: 0 5px;
    border: 1px solid var(--_border);
    border-radius: 4px;
    font: inherit;
    font-size: var(--_small);
  }
  .said {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: 12px;
    font-size: var(--_small);
  }
  .said button {
    min-block-size: 30px;
    padding-block: 2px;
    font-size: inherit;
  }
  .ask .title,
  .final {
    font-weight: 600;
  }
  .ask .title {
    font-size: inherit;
  }
  .final {
    font-weight: 500;
    color: var(--_danger-text);
  }
  .ask textarea {
    inline-size: 100%;
  }
  /* Where there is no room beside the rows: from the lower edge of the window, above all else. */
  .sheet {
    inset: auto 0 0;
    inline-size: auto;
    max-inline-size: 34rem;
    max-block-size: 85vh;
    margin: auto auto 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large) var(--_radius-large) 0 0;
    color: inherit;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .sheet::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .sheet-box {
    padding: 16px;
  }
  .sheet .filters {
    grid-template-columns: minmax(0, 1fr);
  }
  .own-views .own {
    display: grid;
    gap: 8px;
    list-style: none;
  }
  .own-views form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
  }
  .own-views .field {
    flex: 1 1 12em;
    max-inline-size: 30em;
  }
  .own-views .field-error {
    order: 1;
    flex-basis: 100%;
  }
  .own-views .field-error:empty {
    display: none;
  }
  .choices {
    display: grid;
    gap: 8px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .sheet[open] {
      animation: rise 160ms ease-out;
    }
    @keyframes rise {
      from {
        transform: translateY(24px);
        opacity: 0;
      }
    }
  }
  @media (forced-colors: active) {
    .ask li[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
