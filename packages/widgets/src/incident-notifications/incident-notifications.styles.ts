import { css } from '@lit/reactive-element';

export const styles = css`
  :host {
    display: inline-block;
    --_on-accent: var(
      --incident-kit-on-accent,
      oklch(from var(--_accent) clamp(0, (0.66 - l) * 1000, 1) 0 0)
    );
    --_border-strong: var(--incident-kit-border-strong, oklch(0.6 0.012 260));
    --_radius: var(--incident-kit-radius, 6px);
    --_small: var(--incident-kit-size-small, max(0.8125rem, 13px));
    --_large: var(--incident-kit-size-large, max(1.0625rem, 17px));
    font-size: var(--incident-kit-size, max(0.875rem, 0.875em, 14px));
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .bell {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: max(2.6em, 36px);
    block-size: max(2.6em, 36px);
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .bell:hover,
  .bell:has(+ .panel:popover-open) {
    background: color-mix(in oklab, var(--_text) 8%, transparent);
  }
  .count {
    position: absolute;
    inset-block-start: 1px;
    inset-inline-end: 0;
    min-inline-size: 1.5em;
    padding-inline: 0.35em;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: max(0.75rem, 12px);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.5;
    text-align: center;
  }
  .panel {
    position: fixed;
    inset: auto;
    inline-size: min(27em, 100vw - 16px);
    max-block-size: min(36em, 100dvh - 16px);
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 8px 28px rgb(0 0 0 / 22%);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .panel:focus-visible {
    outline: none;
  }
  .part-failed {
    margin: 0;
    padding: 20px;
  }
  @media (forced-colors: active) {
    .count {
      border: 1px solid Highlight;
    }
  }
`;
