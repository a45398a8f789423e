import { css } from '@lit/reactive-element';

/** Of the versions of an article. */
export const styles = css`
  .versions {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    padding: 12px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
  }
  .versions header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  .versions ol {
    list-style: none;
  }
  .versions li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    padding-block: 8px;
    border-block-start: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }
  .versions .actions .plain {
    margin-inline-start: -8px;
  }
  .compared {
    margin: 0;
    max-block-size: 30em;
    overflow: auto;
    padding: 8px 10px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font: inherit;
    font-size: var(--_small);
    white-space: pre-wrap;
  }
  .compared > * {
    display: block;
    text-decoration: none;
  }
  .compared ins {
    border-inline-start: 3px solid var(--_success);
    padding-inline-start: 6px;
    background: color-mix(in oklab, var(--_success) 12%, transparent);
  }
  .compared del {
    border-inline-start: 3px solid var(--_danger);
    padding-inline-start: 6px;
    background: color-mix(in oklab, var(--_danger) 10%, transparent);
    text-decoration: line-through;
  }
  @media print {
    .versions {
      display: none;
    }
  }
`;
