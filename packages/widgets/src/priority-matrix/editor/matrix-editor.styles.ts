import { css } from '@lit/reactive-element';

/** A grid to work in, the list of priorities, what publishing would change, and two versions side by side. */
export const styles = css`
  .conflict {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .tools button {
    min-block-size: 32px;
    padding-block: 2px;
  }
  [role='grid'] .cell {
    cursor: pointer;
    transition: background-color 160ms ease-out;
  }
  [role='grid'] .cell:hover {
    background: light-dark(
      color-mix(in oklab, var(--priority) 27%, var(--_surface)),
      color-mix(in oklab, var(--priority) 46%, var(--_surface))
    );
  }
  .cell:focus-visible {
    outline-offset: 1px;
  }
  .cell[aria-expanded='true'] {
    outline: 2px solid var(--_text);
  }
  .cell.dirty {
    box-shadow: inset 0 0 0 2px var(--_accent);
    border-color: var(--_accent);
  }
  .cell.dirty::after {
    content: '';
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 6px;
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--_accent);
  }
  [role='grid'] .cell {
    user-select: none;
  }
  .cell[aria-selected='true'] {
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }
  .cell .warned {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 3px;
    color: var(--_warning-text);
    font-size: var(--_tiny);
    font-weight: 500;
    line-height: 1.15;
  }
  .cell.differs {
    box-shadow: inset 0 0 0 2px var(--_warning-text);
    border-color: var(--_warning-text);
  }
  [popover].listbox {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    inline-size: max-content;
    min-inline-size: min(12em, 92vw);
    max-inline-size: min(23em, 92vw);
    max-block-size: 92vh;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: 0 6px 24px light-dark(oklch(0.2 0.02 260 / 0.14), oklch(0 0 0 / 0.5));
    font: inherit;
  }
  .option {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 8px 10px;
    min-block-size: 36px;
    border-radius: var(--_radius);
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .option:hover,
  .option:focus-visible {
    background: color-mix(in oklab, var(--_text) 7%, transparent);
  }
  .option:focus-visible {
    outline-offset: -2px;
  }
  .option b {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .option svg {
    margin-inline-start: auto;
    flex: none;
  }
  .warnings {
    margin-block-start: 4px;
    padding-inline-start: 18px;
  }
  .bone.part {
    block-size: 180px;
  }

  .publish,
  .publish > form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .publish {
    padding: 16px;
    border: 1px solid color-mix(in oklab, var(--_accent) 40%, var(--_border));
    border-radius: var(--_radius-large);
    background: color-mix(in oklab, var(--_accent) 5%, var(--_surface));
    animation: arrive 160ms ease-out;
  }
  .changes {
    display: grid;
    gap: 2px;
    list-style: none;
  }
  .changes li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
    overflow-wrap: anywhere;
  }
  .changes li > span {
    flex: 1 1 12em;
    min-inline-size: 0;
  }
  .changes button {
    min-block-size: 32px;
    padding-block: 2px;
  }
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .sides .cell {
    block-size: 48px;
  }
  /* Both are to be seen whole, however narrow they are. */
  .sides .matrix {
    table-layout: fixed;
  }
  .sides col:nth-child(2) {
    inline-size: 24%;
  }
  .sides .level,
  .sides .cell .name {
    max-inline-size: none;
    overflow-wrap: anywhere;
  }
  .sides th .hint {
    display: none !important;
  }
  .sides h3 {
    font-size: inherit;
    font-weight: 600;
    padding-block-end: 4px;
    overflow-wrap: anywhere;
  }
  .acknowledge {
    display: flex;
    align-items: start;
    gap: 8px;
  }
  .acknowledge input {
    flex: none;
    inline-size: 18px;
    min-block-size: 18px;
    margin-block-start: 0.1em;
    accent-color: var(--_accent);
  }
  /* Their ids tell priorities apart; what they are called is read out still. */
  @container (max-width: 27em) {
    .sides .cell .name {
      position: absolute;
      inset: 0;
      opacity: 0;
      overflow: hidden;
    }
  }
  @container (min-width: 52em) {
    .sides {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @media (forced-colors: active) {
    .cell.dirty,
    .cell.differs {
      border: 3px double Highlight;
    }
  }
`;
