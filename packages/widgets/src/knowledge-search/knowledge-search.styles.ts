import { css } from '@lit/reactive-element';

export const styles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  header,
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  header {
    justify-content: space-between;
  }
  .tools button {
    min-block-size: 32px;
    padding: 4px 10px;
  }
  .tools [aria-pressed='true'] {
    border-color: transparent;
    background: color-mix(in oklab, var(--_accent) 16%, var(--_surface));
  }
  .tools .only {
    inline-size: 9em;
    min-block-size: 32px;
    padding-block: 4px;
  }
  [part='search'] {
    min-block-size: 44px;
    font-size: var(--_large);
  }
  ul {
    display: grid;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    justify-items: start;
    padding-block: 10px;
    border-block-start: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }
  li > :is(a, .plain) {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    font-weight: 600;
    text-align: start;
  }
  .excerpt {
    max-inline-size: 70ch;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .bone.title {
    block-size: 44px;
  }
  .bone.row {
    block-size: 60px;
  }
  @media (forced-colors: active) {
    .tools [aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  @media print {
    form,
    .tools,
    button:not(li button) {
      display: none;
    }
  }
`;
