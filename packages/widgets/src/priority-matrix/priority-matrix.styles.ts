import { css } from '@lit/reactive-element';

/** What everybody sees; what is needed to edit comes with the editor. */
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
  /* A long word makes its column no wider than this: it breaks rather. */
  .level,
  .matrix th .hint,
  .cell .name {
    max-inline-size: 7.5em;
    margin-inline: auto;
    overflow-wrap: break-word;
    hyphens: auto;
  }
  .level {
    display: block;
  }
  .matrix tbody .level,
  .matrix tbody .hint {
    margin-inline-end: 0;
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
  /* Where the columns are more than there is room for, it stays in sight. */
  .matrix thead .axis-name span {
    position: sticky;
    inset-inline: 4px;
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

  .swatch {
    flex: none;
    display: inline-block;
    inline-size: 14px;
    block-size: 14px;
    border-radius: 4px;
    border: 1px solid color-mix(in oklab, var(--priority) 60%, var(--_border));
    background: color-mix(in oklab, var(--priority) 55%, var(--_surface));
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

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
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
    .level,
    .matrix th .hint {
      max-inline-size: 13em;
    }
    .matrix thead .level {
      max-inline-size: 10em;
    }
    .matrix thead .hint {
      max-inline-size: 16em;
    }
    .cell {
      block-size: 76px;
    }
  }
  @media (forced-colors: active) {
    .cell,
    .swatch {
      border-color: CanvasText;
    }
    .swatch {
      forced-color-adjust: none;
    }
  }
`;
