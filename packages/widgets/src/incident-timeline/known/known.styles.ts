import { css } from '@lit/reactive-element';

/** Of the problems that the incident belongs to, and of its review. */
export const styles = css`
  .known {
    display: grid;
    gap: 8px;
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }
  .known .problem,
  .asks {
    display: grid;
    gap: 4px;
    padding: 10px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    white-space: pre-line;
  }
  .known .known-error {
    border-inline-start: 4px solid var(--_warning);
  }
  .asks {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    background: color-mix(in oklab, var(--_warning) 9%, var(--_surface));
  }
  .asks p {
    flex: 1 1 16em;
  }
  .known > [role='status']:empty {
    display: none;
  }
  @media print {
    .asks {
      display: none;
    }
  }
`;
