import { css } from '@lit/reactive-element';

export const styles = css`
  .frame {
    gap: 16px;
  }
  section {
    gap: 6px;
  }
  dl,
  dd {
    margin: 0;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
    gap: 8px 16px;
  }
  dt {
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }
  dd,
  .said {
    overflow-wrap: anywhere;
  }
  dd {
    font-variant-numeric: tabular-nums;
  }
  .said {
    white-space: pre-wrap;
  }
  .course {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--_border);
    list-style: none;
  }
  .course p {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
  }
  .course .hint {
    font-variant-numeric: tabular-nums;
  }
  .course .internal {
    padding: 6px 8px;
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_warning) 10%, var(--_surface));
  }
  .lock {
    align-self: center;
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }
  .action {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
  }
  .action .field {
    flex: 1 1 9em;
  }
  .action .theirs {
    flex-basis: 100%;
  }
  .action .what {
    flex: 2 1 14em;
  }
  .check {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 38px;
  }
  .check input {
    inline-size: auto;
    min-block-size: 0;
  }
  .add {
    justify-self: start;
  }
`;
