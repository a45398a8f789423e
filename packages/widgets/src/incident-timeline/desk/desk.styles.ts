import { css } from '@lit/reactive-element';

/** Of what the desk does. */
export const styles = css`
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
  .canned {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  .canned > button {
    min-block-size: 28px;
    padding-block: 2px;
    font-size: var(--_small);
  }
  .canned :is(input, ul) {
    inline-size: 100%;
  }
  .canned [role='option'] .hint {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .going {
    display: grid;
    gap: 4px;
    padding-block-end: 10px;
    border-block-end: 1px solid var(--_border);
  }
  .going .text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .going .hint {
    font-variant-numeric: tabular-nums;
  }
  .composer .going .actions {
    flex-wrap: wrap;
    justify-content: start;
  }
  .doubts p {
    display: flex;
    gap: 6px;
    color: var(--_warning-text);
    overflow-wrap: anywhere;
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
