import { css } from '@lit/reactive-element';

/** Of the articles beside an incident. */
export const styles = css`
  .articles {
    display: grid;
    gap: 6px;
    font-size: var(--_small);
  }
  .articles .plain {
    min-block-size: 24px;
    padding: 0 2px;
    text-decoration: underline;
  }
  #articles {
    display: grid;
    gap: 8px;
    max-block-size: 18rem;
    overflow: auto;
    padding: 10px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  #articles ul {
    display: grid;
    gap: 8px;
    list-style: none;
  }
  @media print {
    .articles {
      display: none;
    }
  }
`;
