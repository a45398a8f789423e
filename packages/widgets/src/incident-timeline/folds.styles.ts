import { css } from '@lit/reactive-element';

/** Of system entries behind a button. */
export const styles = css`
  .fold-line {
    position: relative;
    padding-inline-start: var(--gutter);
    padding-block: 3px;
    --pad: 3px;
  }
  .fold-line .mark {
    inset-block-start: 50%;
    translate: 0 -50%;
  }
  /* The spine goes through. */
  .fold-line::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(0.68em - 0.5px);
    border-inline-start: 1px solid var(--_border-strong);
  }
  .frame[data-whole] .day-group:first-of-type .fold .entry:first-child::before {
    inset-block-start: 0;
  }
  .day-group:last-of-type .fold:not(:last-child) .entry:last-child::before {
    inset-block-end: 0;
  }
  .day-group:last-of-type .fold:last-child:has([data-folded]) .fold-line::before {
    inset-block-end: 50%;
  }
  .plain.unfold {
    padding: 2px 8px;
    min-block-size: 24px;
    margin-inline-start: -8px;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 400;
  }
  .unfold::after {
    content: '';
    display: inline-block;
    inline-size: 0.4em;
    block-size: 0.4em;
    margin-inline-start: 8px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    rotate: 45deg;
    translate: 0 -25%;
  }
  .unfold[aria-expanded='true']::after {
    rotate: 225deg;
    translate: 0 25%;
  }
  @media screen {
    [data-folded] {
      display: none;
    }
  }
  @media print {
    .fold-line {
      display: none;
    }
  }
`;
