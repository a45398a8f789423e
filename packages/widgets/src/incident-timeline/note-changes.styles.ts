import { css } from '@lit/reactive-element';

/** Of what is done with notes that are there. */
export const styles = css`
  .note-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block-start: 2px;
  }
  .note-actions button {
    min-block-size: 24px;
    padding: 2px 8px;
    color: var(--_muted);
    font-size: var(--_small);
  }
  .note-edit,
  .note-ask {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    margin-block-start: 6px;
  }
  .note-changed {
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--_warning-text);
  }
  .note-taken:focus-visible {
    outline: 2px solid var(--_focus, Highlight);
    outline-offset: 2px;
  }
  @media not print {
    /* They stand in its place. */
    .entry:has(> .note-edit, > .note-taken) > :is(.words, .chosen:not(.note-taken)) {
      display: none;
    }
  }
  @media print {
    .note-actions,
    .note-edit,
    .note-ask,
    .note-taken {
      display: none;
    }
  }
`;
