import { css } from '@lit/reactive-element';

export const styles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 12px;
  }
  header p {
    overflow-wrap: anywhere;
  }

  .scroller {
    overflow-x: auto;
  }
  table.matrix {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 3px;
    margin: 0;
  }
  col.axis {
    inline-size: 1.5em;
  }
  /* All alike, and none narrower than its longest word: it rather scrolls. */
  .matrix .cell {
    inline-size: calc(78% / var(--columns));
  }
  .matrix th {
    padding: 6px 0;
    font-size: var(--_small);
    font-weight: 500;
    text-align: center;
    vertical-align: bottom;
    line-height: 1.3;
  }
  .matrix tbody th[scope='row'] {
    /* Towards the cells, whichever direction its words have. */
    text-align: right;
    vertical-align: middle;
    padding-inline-end: 8px;
  }
  .matrix tbody th[scope='row']:dir(rtl) {
    text-align: left;
  }
  .matrix th .hint {
    display: none;
  }
  .matrix .axis-name {
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
    letter-spacing: 0.02em;
  }
  .matrix tbody .axis-name {
    /* WebKit counts no width for what is written downwards, and would close its column. */
    min-inline-size: 1.5em;
    vertical-align: middle;
    padding: 0;
  }
  /* WebKit sets an inline box upright and breaks it to the width of its column. */
  .matrix tbody .axis-name span {
    display: inline-block;
    white-space: nowrap;
    writing-mode: vertical-rl;
    rotate: 180deg;
  }
  .cell {
    position: relative;
    block-size: 64px;
    padding: 8px 2px 6px;
    border-radius: var(--_radius);
    border: 1px solid color-mix(in oklab, var(--priority) 38%, var(--_border));
    background: light-dark(
      color-mix(in oklab, var(--priority) 17%, var(--_surface)),
      color-mix(in oklab, var(--priority) 34%, var(--_surface))
    );
    text-align: center;
    vertical-align: middle;
    line-height: 1.25;
  }
  .cell .id {
    display: block;
    font-size: var(--_large);
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .cell .name {
    display: block;
    font-size: var(--_tiny);
  }
  .cell.hole {
    border-style: dashed;
    border-color: var(--_danger);
    background: none;
    color: var(--_danger-text);
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
  .cell .warned {
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    color: var(--_warning-text);
    font-size: var(--_tiny);
    line-height: 0;
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
  .swatch {
    flex: none;
    display: inline-block;
    inline-size: 14px;
    block-size: 14px;
    border-radius: 4px;
    border: 1px solid color-mix(in oklab, var(--priority) 60%, var(--_border));
    background: color-mix(in oklab, var(--priority) 55%, var(--_surface));
  }

  .warnings {
    margin-block-start: 4px;
    padding-inline-start: 18px;
  }
  .legend {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
  }
  .legend caption {
    text-align: inherit;
    font-weight: 500;
    padding-block-end: 6px;
  }
  .legend th,
  .legend td {
    padding: 6px 8px 6px 0;
    text-align: inherit;
    font-weight: 400;
    border-block-start: 1px solid var(--_border);
    font-variant-numeric: tabular-nums;
    overflow-wrap: break-word;
  }
  .legend thead th {
    color: var(--_muted);
    border: 0;
  }
  .legend .priority {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .legend b {
    font-weight: 600;
  }

  .edits {
    display: grid;
    gap: 16px;
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
  }
  .edits > fieldset {
    display: grid;
    gap: 12px;
  }
  .edit-row {
    display: grid;
    gap: 8px;
    align-items: end;
  }
  .edit-row:not(:first-of-type) {
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_border);
  }
  .edits legend {
    padding-block-end: 8px;
    font-weight: 600;
  }
  .edit-row > * {
    min-inline-size: 0;
  }
  .duration {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .duration input {
    flex: 1;
    min-inline-size: 5em;
  }
  .duration select {
    inline-size: auto;
  }
  input[type='color'] {
    inline-size: 44px;
    block-size: 38px;
    padding: 3px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_field);
  }

  .publish {
    display: grid;
    gap: 14px;
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
  .conflict {
    display: grid;
    gap: 16px;
  }
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .sides .cell {
    block-size: 48px;
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

  .bone.title {
    block-size: 22px;
    inline-size: 40%;
  }
  .bone.grid {
    block-size: 260px;
    border-radius: var(--_radius-large);
  }
  .bone.legend {
    block-size: 148px;
  }

  @container (min-width: 40em) {
    table.matrix {
      border-spacing: 4px;
    }
    col.axis {
      inline-size: 2em;
    }
    .cell .name {
      font-size: var(--_small);
    }
    .cell .warned {
      font-size: inherit;
      inset-block-start: 6px;
      inset-inline-start: 6px;
    }
    .matrix th {
      padding-inline: 4px;
      font-size: inherit;
    }
    .matrix .cell {
      inline-size: calc(72% / var(--columns));
    }
    .matrix th .hint {
      display: block;
    }
    .cell {
      block-size: 76px;
    }
    .edit-row.priority {
      grid-template-columns: auto 44px 1.2fr 1fr 1fr;
    }
    .edit-row.level {
      grid-template-columns: 1fr 2fr;
    }
  }
  @container (min-width: 52em) {
    .sides {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @media (forced-colors: active) {
    .cell,
    .swatch {
      border-color: CanvasText;
    }
    .cell.dirty,
    .cell.differs {
      border: 3px double Highlight;
    }
    .swatch {
      forced-color-adjust: none;
    }
  }
`;
