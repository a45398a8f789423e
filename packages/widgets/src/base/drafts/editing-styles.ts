import { css } from '@lit/reactive-element';

/** What the elements that edit a document share: the form of a thing in it, and the panel of the draft. */
export const editingStyles = css`
  .draft-form,
  .draft,
  .draft form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .draft-form {
    margin-block-start: 6px;
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
    gap: 12px;
    align-items: start;
  }
  .draft-form textarea {
    min-block-size: 3.6em;
  }
  .draft {
    padding: 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    overflow-wrap: anywhere;
  }
  .changes {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    padding-inline-start: 1.2em;
    list-style: disc;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  legend {
    margin-block-end: 2px;
    font-weight: 600;
  }
  .mark {
    padding: 0 6px;
    border: 1px solid var(--_accent);
    border-radius: 999px;
    font-size: var(--_tiny);
    font-weight: 500;
  }
`;
