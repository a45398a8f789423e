import { css } from '@lit/reactive-element';

/** Of what is like the incident. */
export const styles = css`
  .similar {
    display: grid;
    gap: 6px;
    font-size: var(--_small);
  }
  .similar button {
    min-block-size: 24px;
    padding: 0 2px;
    text-decoration: underline;
  }
  #similar {
    display: grid;
    gap: 8px;
    max-block-size: 18rem;
    overflow: auto;
    padding: 10px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  #similar ul {
    display: grid;
    gap: 8px;
    list-style: none;
  }
  .ended,
  .cause {
    overflow-wrap: anywhere;
  }
  .ended {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  @media print {
    .similar {
      display: none;
    }
  }
`;
