import { css } from '@lit/reactive-element';

/** Of what the desk does. */
export const styles = css`
  .menu button {
    justify-content: space-between;
  }
  kbd {
    padding: 0 5px;
    border: 1px solid var(--_border);
    border-radius: 4px;
    color: var(--_muted);
    font: inherit;
    font-size: var(--_tiny);
  }
  .options {
    list-style: none;
    padding: 4px;
    max-block-size: 16em;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .options [role='option'] {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    padding: 6px 10px;
    border-inline-start: 3px solid transparent;
    border-radius: 4px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .options [role='option']:is(:hover, [aria-selected='true']) {
    background: color-mix(in oklab, var(--_text) 7%, transparent);
  }
  .options [aria-selected='true'] {
    border-inline-start-color: var(--_accent);
  }
  .preview {
    min-block-size: 1.4em;
    font-size: var(--_small);
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  select.canned {
    inline-size: auto;
    max-inline-size: 100%;
    justify-self: start;
    min-block-size: 32px;
    padding-block: 4px;
    font-size: var(--_small);
  }
  .audiences {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .audiences [aria-expanded='true'] {
    border-color: var(--_accent);
    box-shadow: 0 0 0 1px var(--_accent);
  }
  .begun {
    padding: 0 6px;
    border-radius: 4px;
    background: color-mix(in oklab, var(--_text) 9%, transparent);
    color: var(--_muted);
    font-size: var(--_tiny);
    font-weight: 400;
  }
  .beside {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
  }
  .beside p {
    display: flex;
    align-items: center;
    gap: 6px;
    overflow-wrap: anywhere;
  }
  .beside .news {
    color: var(--_warning-text);
    font-weight: 500;
  }
  @media (forced-colors: active) {
    .audiences [aria-expanded='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .options [aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
