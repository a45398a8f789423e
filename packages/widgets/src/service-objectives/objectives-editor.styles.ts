import { css } from '@lit/reactive-element';

/** What is drawn of objectives once somebody edits them. */
export const editorStyles = css`
  .objective.new {
    border-inline-start: 4px solid var(--_accent);
  }
  .drafted {
    flex: 1 0 100%;
    order: 1;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--_accent);
  }
  .check {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-self: start;
    min-block-size: 32px;
  }
  .check input {
    inline-size: auto;
    min-block-size: 0;
  }
`;
