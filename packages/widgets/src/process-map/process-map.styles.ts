import { css } from '@lit/reactive-element';

export const styles = css`
  .map {
    --_side: 72px;
    position: relative;
    block-size: calc(var(--height) - 24px);
    margin-block-start: -24px;
    max-inline-size: 46em;
  }
  .places > *,
  .step {
    position: absolute;
    inset-block-start: var(--top);
  }
  .node,
  .end {
    inset-inline: var(--_side);
    block-size: 64px;
    min-block-size: 0;
  }
  .end {
    block-size: 40px;
  }
  .end:first-child {
    margin-block-start: 24px;
  }
  .node {
    --_tone: var(--_accent);
    flex-direction: column;
    align-items: stretch;
    gap: 2px;
    padding: 6px 12px 10px;
    overflow: hidden;
    text-align: start;
    /* How much of all the time went there. */
    background: linear-gradient(var(--_tone) 0 0) 0 100% / calc(var(--share) * 100%) 5px no-repeat
      var(--_surface);
  }
  .node:dir(rtl) {
    background-position-x: 100%;
  }
  .node:hover {
    background-color: color-mix(in oklab, var(--_text) 6%, var(--_surface));
  }
  .node.waiting {
    --_tone: var(--_warning);
  }
  .node.resolved,
  .node.closed {
    --_tone: var(--_success);
  }
  .node .name {
    display: flex;
    gap: 8px;
    justify-content: space-between;
    font-variant-numeric: tabular-nums;
  }
  .node bdi,
  .node .hint {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .end {
    display: grid;
    place-content: center;
    color: var(--_muted);
    font-weight: 500;
    border: 1px dashed var(--_border-strong);
    border-radius: 20px;
  }
  .step {
    inset-inline-start: calc(50% - var(--width) / 2);
    inline-size: var(--width);
    block-size: 26px;
    background: var(--_line);
  }
  .lines {
    --_line: color-mix(in oklab, var(--_accent) 65%, var(--_surface));
  }
  .step::after {
    content: '';
    position: absolute;
    inset-block-start: 100%;
    inset-inline-start: 50%;
    translate: -50% -2px;
    border: calc(var(--width) / 2 + 3px) solid transparent;
    border-block: 8px solid var(--_line);
    border-block-end: 0;
  }
  .step:dir(rtl)::after {
    translate: 50% -2px;
  }
  .arc {
    position: absolute;
    inset-block-start: 0;
    inline-size: var(--_side);
    block-size: var(--height);
    overflow: visible;
    fill: none;
    stroke: var(--_line);
  }
  .arc .head {
    fill: var(--_line);
    stroke: none;
  }
  .arc.back {
    --_line: color-mix(in oklab, var(--_warning) 80%, var(--_surface));
    inset-inline-end: 0;
  }
  .arc.forward {
    inset-inline-start: 0;
  }
  /* Drawn from the box to the outside: towards the end of the line. */
  .arc.forward:dir(ltr),
  .arc.back:dir(rtl) {
    scale: -1 1;
  }
  .label {
    z-index: 1;
    min-block-size: 20px;
    min-inline-size: 24px;
    padding: 0 5px;
    border-color: var(--_border);
    border-radius: 10px;
    font-size: var(--_tiny);
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
    translate: 0 -50%;
  }
  .label.step {
    block-size: auto;
    inline-size: auto;
    background: var(--_surface);
    inset-inline-start: calc(50% + 12px);
  }
  .label.step::after {
    content: none;
  }
  .label.forward {
    inset-inline-end: calc(100% - var(--_side) + var(--reach));
    margin-inline-end: -14px;
  }
  .label.back {
    inset-inline-start: calc(100% - var(--_side) + var(--reach));
    margin-inline-start: -14px;
  }
  td,
  thead th {
    white-space: nowrap;
  }
  caption {
    padding-block: 8px 4px;
    text-align: start;
    font-weight: 600;
  }
  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 72px;
  }
  @container (width < 30em) {
    .map {
      --_side: 48px;
    }
    .label.forward {
      inset-inline-end: calc(100% - 48px + var(--reach) * 0.667);
    }
    .label.back {
      inset-inline-start: calc(100% - 48px + var(--reach) * 0.667);
    }
  }
  @media print {
    .map {
      break-inside: avoid;
    }
    /* Backgrounds are not printed by themselves. */
    .node,
    .step {
      print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .lines {
      --_line: CanvasText;
    }
    .node,
    .step {
      forced-color-adjust: none;
    }
    .node {
      color: ButtonText;
      background-color: ButtonFace;
      --_tone: Highlight;
    }
  }
`;
