import { css } from '@lit/reactive-element';

/** What asks for paper is not on it. */
export const styles = css`
  @media print {
    .asking.print {
      display: none;
    }
  }
`;
