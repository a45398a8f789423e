import { css } from '@lit/reactive-element';

/** Of the list of keys. */
export const styles = css`
  .keys-help {
    max-inline-size: min(36rem, calc(100vw - 32px));
    margin: auto;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  .keys-help::backdrop {
    background: rgb(0 0 0 / 35%);
  }
  .keys-box {
    display: grid;
    gap: 12px;
    padding: 16px;
  }
  .keys-heading {
    font-weight: 600;
  }
  .keys-help dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: 6px 24px;
    margin: 0;
  }
  .keys-help dl div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  .keys-help dd {
    margin: 0;
  }
  .keys-help button {
    justify-self: end;
  }
`;
