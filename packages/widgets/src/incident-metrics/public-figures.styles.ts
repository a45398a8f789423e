import { css } from '@lit/reactive-element';

/** Of what only `public` figures have; see figure-styles.ts for the rest. */
export const styles = css`
  .public {
    gap: 8px;
  }
  .public header {
    align-items: baseline;
    gap: 0 16px;
  }
  .services {
    list-style: none;
  }
  .services > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px 20px;
    padding-block: 12px;
    border-block-start: 1px solid var(--_border);
    break-inside: avoid;
  }
  .services > li:last-child {
    border-block-end: 1px solid var(--_border);
  }
  .services .name {
    overflow-wrap: anywhere;
  }
  dl,
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px 20px;
  }
  /* Where there is little room: what it is at one side, the number at the other. */
  dl > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 12px;
    align-items: baseline;
  }
  dt {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .services .value {
    font-size: 1.15em;
    line-height: 1.3;
  }
  dd.hint:not(.none) {
    grid-column: 1 / -1;
  }
  dd.hint > span {
    display: block;
  }
  @container (inline-size >= 32em) {
    /* The words below the first number are longer than those below shares. */
    dl:has(> :nth-child(2)) {
      grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr) minmax(0, 1fr);
    }
    dl > div {
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
    }
  }
  @container (inline-size >= 46em) {
    .services > li {
      grid-template-columns: minmax(0, 1fr) minmax(0, 3.8fr);
    }
  }
`;
