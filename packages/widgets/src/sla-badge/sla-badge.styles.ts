import { css } from '@lit/reactive-element';

export const styles = css`
  :host {
    display: inline-block;
    font: inherit;
    font-variant-numeric: tabular-nums;
  }
  :host([hidden]) {
    display: none !important;
  }
  .quiet {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    line-height: 1.25;
    color: var(--sla-badge-color, var(--_tone-text));
  }
  .pill {
    padding: 0.15em 0.65em 0.15em 0.45em;
    border: 1px solid transparent;
    border-radius: 2em;
    background: var(--sla-badge-background, var(--_tone-wash));
    font-weight: 500;
  }
  .outlined {
    border-color: var(--_tone);
    background: none;
  }
  .stale {
    border: 1px dashed var(--_tone);
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .ring path {
    stroke: var(--_tone);
    stroke-width: 4;
    stroke-linecap: butt;
  }
  .ring path + path {
    stroke-dasharray: calc(var(--_share) * 100) 100;
  }
  .ring path:first-child {
    opacity: 0.25;
  }
  .bar {
    display: inline-grid;
    grid-template-columns: auto 1fr;
    inline-size: var(--sla-badge-bar-size, 11em);
    row-gap: 0.3em;
  }
  .bar::before,
  .bar::after {
    content: '';
    grid-area: 2 / 1 / 3 / 3;
    border-block-start: 4px solid var(--_tone);
    border-radius: 2px;
  }
  .bar::before {
    opacity: 0.25;
  }
  .bar::after {
    inline-size: calc(var(--_share) * 100%);
  }
  @media (forced-colors: active) {
    .pill {
      border-color: CanvasText;
    }
  }
`;
