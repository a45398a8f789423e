import { css } from '@lit/reactive-element';

/** Of the form in which an article is written. */
export const styles = css`
  .editor {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .panes,
  .row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(16em, 100%), 1fr));
    gap: 14px;
    align-items: start;
  }
  .row {
    grid-template-columns: repeat(auto-fit, minmax(min(10em, 100%), 1fr));
  }
  #body {
    min-block-size: 18em;
    max-block-size: 40em;
    font-family: ui-monospace, monospace;
  }
  .preview,
  .theirs {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    min-inline-size: 0;
    max-block-size: 42em;
    overflow: auto;
    padding: 10px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  [hidden] {
    display: none !important;
  }
`;
