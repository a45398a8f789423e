import { css } from '@lit/reactive-element';

/** Levels and priorities, one a row. */
export const styles = css`
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
  .edit-row {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .edit-row > .field,
  .edit-row > .color-hint,
  .edit-row > .usage,
  .edit-row > .question {
    grid-column: 1 / -1;
  }
  .row-actions {
    display: flex;
    grid-column: 2;
    grid-row: 1;
    align-items: center;
  }
  .edit-row.of-level .row-actions {
    grid-row: auto;
    justify-content: end;
    grid-column: 1 / -1;
  }
  .edit-row.priority > b,
  .edit-row.priority > label:first-child {
    grid-column: 1;
    grid-row: 1;
    align-self: center;
  }
  .edit-row.priority > label:first-child input {
    max-inline-size: 8em;
  }
  button.icon {
    inline-size: 36px;
    padding: 0;
    color: var(--_muted);
  }
  .color-hint {
    display: flex;
    gap: 6px;
  }
  .complaint {
    color: var(--_warning-text);
  }
  .question {
    display: grid;
    gap: 8px;
    padding: 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .usage:empty,
  .said:empty {
    display: none;
  }
  @container (min-width: 40em) {
    .edit-row.priority {
      grid-template-columns: minmax(2.5em, auto) 44px 1.2fr 1fr 1fr auto;
    }
    .edit-row.of-level {
      grid-template-columns: 1fr 2fr auto;
    }
    .edit-row > .field,
    .edit-row .row-actions,
    .edit-row.of-level .row-actions {
      grid-column: auto;
      grid-row: 1;
    }
    /* What has a row and no column comes after what has both. */
    .edit-row > input[type='color'] {
      grid-column: 2;
      grid-row: 1;
    }
    .edit-row.priority > label:first-child input {
      max-inline-size: 5em;
    }
  }
`;
