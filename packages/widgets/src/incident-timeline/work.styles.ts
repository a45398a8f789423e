import { css } from '@lit/reactive-element';

/** Of what somebody writes and does. */
export const styles = css`
  .end {
    justify-content: end;
  }
  .composer {
    transition: background-color 160ms ease-out;
  }
  .composer .actions {
    justify-content: space-between;
  }
  .composer[data-visibility='internal'] {
    border-color: color-mix(in oklab, var(--_warning) 45%, var(--_border));
    border-inline-start: 4px solid var(--_warning-text);
    background: color-mix(in oklab, var(--_warning) 10%, var(--_surface));
  }
  .asking {
    display: grid;
    gap: 12px;
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    animation: arrive 160ms ease-out;
  }
  .save fieldset {
    display: grid;
    justify-items: start;
    gap: 6px;
  }
  .save-format {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-weight: 400;
  }
  .is-it-fixed {
    border-color: color-mix(in oklab, var(--_success) 45%, var(--_border));
  }
  .answer {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow-wrap: anywhere;
  }
  .more-actions {
    display: inline-flex;
  }
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    min-inline-size: min(12em, 92vw);
    max-inline-size: 92vw;
    max-block-size: 92vh;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 6px 24px light-dark(oklch(0.2 0.02 260 / 0.14), oklch(0 0 0 / 0.5));
  }
  .menu button {
    display: flex;
    inline-size: 100%;
    justify-content: space-between;
    border-color: transparent;
    background: none;
    font-weight: 400;
    text-align: inherit;
  }
  kbd {
    padding: 0 5px;
    border: 1px solid var(--_border);
    border-radius: 4px;
    color: var(--_muted);
    font: inherit;
    font-size: var(--_tiny);
  }
  .menu:focus {
    outline: none;
  }
  .menu button:focus-visible {
    outline-offset: -2px;
  }
  .menu button:is(:hover, :focus-visible) {
    background: color-mix(in oklab, var(--_text) 7%, transparent);
  }
  .composer {
    transition: background-color 160ms ease-out;
  }
  @media print {
    .asking {
      display: none !important;
    }
  }
`;
