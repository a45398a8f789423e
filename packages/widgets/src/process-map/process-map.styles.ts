import { css } from '@lit/reactive-element';

export const styles = css`
  .map {
    /* What a pixel of the layout is: boxes grow with the text in them. */
    --_unit: calc(1em / 14);
    --_side: calc(72em / 14);
    position: relative;
    block-size: calc((var(--height) - 24) * var(--_unit));
    margin-block-start: calc(-24 * var(--_unit));
    max-inline-size: 46em;
  }
  .places > *,
  .step {
    position: absolute;
    inset-block-start: calc(var(--top) * var(--_unit));
  }
  .node,
  .end {
    inset-inline: var(--_side);
    block-size: calc(64 * var(--_unit));
    min-block-size: 0;
  }
  .end {
    block-size: calc(40 * var(--_unit));
  }
  .end:first-child {
    margin-block-start: calc(24 * var(--_unit));
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
    block-size: calc(32 * var(--_unit) - 6px);
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
    block-size: calc(var(--height) * var(--_unit));
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
    font-size: inherit;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
    translate: 0 -50%;
  }
  .label small {
    font-size: var(--_tiny);
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
    inset-inline-end: calc(100% - var(--_side) * (1 - var(--reach) / 72));
    margin-inline-end: -1em;
  }
  .label.back {
    inset-inline-start: calc(100% - var(--_side) * (1 - var(--reach) / 72));
    margin-inline-start: -1em;
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
  /* Where a line has no room for what stands in it, it goes on below, in higher boxes. */
  @container (width < 30em) {
    .map {
      --_unit: calc(1.5em / 14);
      --_side: calc(48em / 14);
    }
    .node .name {
      flex-wrap: wrap;
      gap: 0 8px;
    }
    .node bdi,
    .node .hint {
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .end {
      padding-inline: 4px;
      text-align: center;
      line-height: 1.2;
    }
  }
  @container (width < 22em) {
    .map {
      --_unit: calc(1.9em / 14);
    }
  }
  @container (width < 14em) {
    .map {
      --_unit: calc(2.9em / 14);
      --_side: 2em;
    }
    .node {
      padding-inline: 6px;
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
