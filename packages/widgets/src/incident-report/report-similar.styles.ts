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
`;
