import { css } from '@lit/reactive-element';

export const styles = css`
  .files {
    display: grid;
    gap: 0.5em;
    padding: 0.75em;
    border: 1px dashed var(--_border-strong);
    border-radius: var(--_radius);
  }
  .files.over {
    border-style: solid;
    border-color: var(--_accent);
  }
  .files ul,
  .shown-files {
    display: grid;
    gap: 0.5em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .files li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 0.75em;
    align-items: center;
  }
  .files li > span,
  .shown-files a {
    overflow-wrap: anywhere;
  }
  .files li .field-error {
    grid-column: 1 / -1;
  }
  .files progress {
    grid-column: 1 / -1;
    inline-size: 100%;
    accent-color: var(--_accent);
  }
  .shown-files {
    margin-block-start: 0.5em;
  }
  .shown-files img {
    display: block;
    max-inline-size: min(100%, 20em);
    max-block-size: 12em;
    border-radius: var(--_radius);
  }
`;
