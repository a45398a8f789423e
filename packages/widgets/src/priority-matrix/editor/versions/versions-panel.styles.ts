import { css } from '@lit/reactive-element';

/** The versions, one a row, and two of them side by side. */
export const styles = css`
  .versions,
  .comparison {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .versions {
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
  }
  .versions h3,
  .versions h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  .between {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .between select {
    flex: 1 1 10em;
    inline-size: auto;
  }
  .history {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    list-style: none;
  }
  .history > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    padding-block: 10px;
    border-block-start: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }
  .history > li:last-child {
    padding-block-end: 0;
  }
  .history .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
  }
  .history b {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .history .badge {
    padding: 0 6px;
    border: 1px solid var(--_success-text);
    border-radius: 99px;
    color: var(--_success-text);
    font-size: var(--_tiny);
    font-weight: 500;
  }
  .history .said {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
  .history ul,
  .comparison > ul {
    padding-inline-start: 18px;
  }
  .history .actions button {
    min-block-size: 32px;
    padding: 2px 8px;
  }
  .history .actions button:first-child {
    margin-inline-start: -8px;
  }
  .bone.line {
    block-size: 18px;
    inline-size: 60%;
  }
  .older {
    justify-self: start;
    margin-inline-start: -8px;
  }
  @container (min-width: 40em) {
    .comparison {
      padding: 16px;
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    .history > li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .history .head,
    .history .said {
      grid-column: 1;
    }
    .history .actions {
      grid-column: 2;
      grid-row: 1;
      align-self: start;
      margin-block-start: -6px;
    }
  }
`;
