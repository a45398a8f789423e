import { css } from '@lit/reactive-element';

export const styles = css`
  /* There before anything is known, so that nothing moves when it is. */
  .suggestions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
    min-block-size: 2.75em;
  }
`;
