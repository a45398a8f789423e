import { css } from '@lit/reactive-element';

export const styles = css`
  .hint-card,
  .problem {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    padding: 10px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    overflow-wrap: anywhere;
  }
  .hint-card {
    border-inline-start: 4px solid var(--_warning);
  }
  .hint-card .actions {
    margin-block-start: 4px;
  }
  .problem {
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 12px;
    align-items: center;
  }
  .problem .facts {
    grid-column: 1 / -1;
  }
  .opener {
    justify-self: start;
    justify-content: start;
    min-block-size: 28px;
    padding: 2px 0;
    text-align: start;
    font-weight: 500;
  }
  button.opener {
    display: inline-block;
    text-decoration: none;
  }
  .opener,
  button.plain.opener {
    padding-inline: 0;
    color: inherit;
    text-decoration: none;
  }
  .opener:hover {
    background: none;
    text-decoration: underline;
  }
  .reference {
    margin-inline-end: 6px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .filters button {
    min-block-size: 32px;
    padding: 4px 12px;
  }
  .filters [aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
  }
  .resting li {
    padding-block: 4px;
  }
  @container (max-width: 26em) {
    .problem {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
