import { css } from '@lit/reactive-element';

export const styles = css`
  .frame {
    gap: 14px;
  }
  .reference {
    margin-inline-end: 6px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  dl,
  dd {
    margin: 0;
  }
  .places {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(10em, 100%), 1fr));
    gap: 8px 12px;
  }
  dt,
  .text > b {
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }
  .text {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }
  .said {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .incidents > li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
  }
  .incidents .unlink {
    margin-inline-start: auto;
    min-inline-size: 28px;
  }
  @media print {
    .unlink {
      display: none;
    }
  }
`;
