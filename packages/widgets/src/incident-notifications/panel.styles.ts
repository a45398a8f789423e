import { css } from '@lit/reactive-element';

/** What is in the panel: it comes with it, when it is first opened. */
export const panelStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    padding: 10px 8px 8px 14px;
    border-block-end: 1px solid var(--_border);
  }
  header:dir(rtl) {
    padding-inline: 14px 8px;
  }
  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  h2 {
    font-size: var(--_large);
    font-weight: 600;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .panel button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 36px;
    margin: 0;
    padding: 6px 12px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    font-weight: 500;
    line-height: 1.35;
    letter-spacing: inherit;
    cursor: pointer;
  }
  .panel button:hover {
    background: color-mix(in oklab, var(--_text) 6%, var(--_surface));
  }
  .panel button.plain {
    border-color: transparent;
    background: none;
    color: var(--_accent);
    padding-inline: 8px;
  }
  .panel button.plain:hover {
    background: color-mix(in oklab, var(--_accent) 10%, transparent);
  }
  .panel button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.65;
  }
  ul {
    list-style: none;
  }
  li {
    display: flex;
    align-items: start;
    border-block-end: 1px solid var(--_border);
  }
  .panel .open {
    flex: 1;
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-content: stretch;
    gap: 1px;
    min-inline-size: 0;
    padding-block: 10px;
    padding-inline: 26px 10px;
    border: 0;
    border-radius: 0;
    background: none;
    color: inherit;
    font-weight: 400;
    text-align: inherit;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  .panel .open:hover {
    background: color-mix(in oklab, var(--_text) 5%, transparent);
  }
  .unread .open::before {
    content: '';
    position: absolute;
    inset-block-start: 17px;
    inset-inline-start: 11px;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_accent);
  }
  .unread .what {
    font-weight: 600;
  }
  .title,
  .said {
    /* Words of whichever script begin where the list's own do. */
    text-align: left;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  ul:dir(rtl) :is(.title, .said) {
    text-align: right;
  }
  .said,
  .facts {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
  }
  .panel .mark {
    flex: none;
    margin-block: 8px;
    margin-inline-end: 6px;
  }
  .older {
    margin: 10px auto !important;
  }
  .none {
    padding: 28px 18px;
    color: var(--_muted);
    text-align: center;
  }
  .notice {
    display: flex;
    gap: 10px;
    align-items: start;
    padding: 10px 14px;
    border-block-end: 1px solid var(--_border);
    background: var(--_raised);
  }
  .notice > .glyph {
    flex: none;
    margin-block-start: 0.13em;
    color: var(--_muted);
  }
  .notice > div {
    display: grid;
    gap: 8px;
    justify-items: start;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .bones {
    display: grid;
    gap: 10px;
    padding: 14px;
  }
  .bone {
    block-size: 54px;
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_text) 9%, transparent);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
    .unread .open::before {
      border: 4px solid Highlight;
    }
  }
`;
