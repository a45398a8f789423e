import { css } from '@lit/reactive-element';

/** Of what is like the report that is being written. */
export const styles = css`
  .similar {
    display: grid;
    gap: 8px;
    margin-block-start: 8px;
    list-style: none;
    overflow-wrap: anywhere;
  }
  .similar > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: 6px;
  }
  .similar > li + li {
    margin-block-start: 4px;
  }
`;
