import { css } from '@lit/reactive-element';

/** Of why a clock is due when it is. */
export const styles = css`
  .why-due {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    padding: 10px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .why-due > button {
    justify-self: start;
  }
  .due-picture {
    position: relative;
    block-size: 64px;
    margin-block-start: 2px;
    overflow: hidden;
    font-size: var(--_tiny);
    line-height: 16px;
  }
  .due-bar {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 18px;
    block-size: 16px;
    border-radius: 3px;
    background: color-mix(in oklab, var(--_text) 7%, var(--_surface));
    overflow: hidden;
  }
  .due-bar i {
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--at);
    inline-size: var(--for);
  }
  [data-kind='counted'] {
    background: var(--_accent);
  }
  [data-kind='ahead'] {
    border: 2px solid var(--_accent);
    background: color-mix(in oklab, var(--_accent) 22%, var(--_surface));
  }
  /* Told apart by more than its colour. */
  [data-kind='paused'] {
    background: repeating-linear-gradient(
      135deg,
      var(--_muted) 0 2px,
      color-mix(in oklab, var(--_muted) 20%, var(--_surface)) 2px 6px
    );
  }
  .mark-at,
  .day-at {
    position: absolute;
    inset-inline-start: min(var(--at), calc(100% - 2px));
    padding-inline-start: 4px;
    white-space: nowrap;
  }
  .mark-at {
    inset-block: 0 30px;
    border-inline-start: 2px solid var(--_text);
    font-weight: 600;
  }
  .mark-at[data-late] {
    inset-inline: auto max(0px, calc(100% - var(--at)));
    padding-inline: 0 4px;
    border-inline: 0 solid var(--_text);
    border-inline-end-width: 2px;
  }
  /* Below the bar: both may be at the same place. */
  .mark-at:is([data-mark='now'], [data-mark='stopped']) {
    display: flex;
    align-items: end;
    inset-block: 18px 14px;
    font-weight: 400;
  }
  .day-at {
    inset-block: 34px 0;
    display: flex;
    align-items: end;
    border-inline-start: 1px solid var(--_border);
    color: var(--_muted);
  }
  .due-key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    list-style: none;
    color: var(--_muted);
  }
  .due-key li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .due-key i {
    inline-size: 14px;
    block-size: 12px;
    border-radius: 2px;
  }
  .due-key [data-kind='outside'] {
    background: color-mix(in oklab, var(--_text) 7%, var(--_surface));
    border: 1px solid var(--_border-strong);
  }
  .due-rows {
    max-block-size: 18rem;
    margin-block-start: 6px;
    overflow: auto;
  }
  .why-due summary {
    cursor: pointer;
  }
  .why-due table {
    border-collapse: collapse;
  }
  .why-due :is(th, td) {
    padding-inline: 0 16px;
    border-block-end: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  .why-due thead th {
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .due-bar,
    .due-key i {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
      background: Canvas;
    }
    .why-due [data-kind='counted'] {
      background: CanvasText;
    }
    .why-due [data-kind='ahead'] {
      border: 2px solid CanvasText;
      background: Canvas;
    }
    .why-due [data-kind='paused'] {
      background: repeating-linear-gradient(135deg, CanvasText 0 2px, Canvas 2px 6px);
    }
  }
`;
