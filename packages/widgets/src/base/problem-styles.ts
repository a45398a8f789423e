import { css } from '@lit/reactive-element';

/** What lists and records of problems, and reviews, share. */
export const problemStyles = css`
  .frame,
  section,
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .frame {
    gap: 20px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
  }
  h3 {
    font-weight: 600;
  }
  h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
    white-space: nowrap;
  }
  .state.known-error,
  .state.asked {
    color: var(--_warning-text);
  }
  .state.resolved,
  .state.finished {
    color: var(--_success-text);
  }
  form.doing {
    gap: 10px;
    padding: 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  form .actions > b {
    align-self: center;
    font-weight: 500;
  }
  .incidents,
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    list-style: none;
    overflow-wrap: anywhere;
  }
  .incidents button.plain {
    min-block-size: 28px;
    padding: 2px 4px;
    font-variant-numeric: tabular-nums;
  }
  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 64px;
    border-radius: var(--_radius-large);
  }
  .bone.block {
    block-size: 200px;
    border-radius: var(--_radius-large);
  }
  @media print {
    .actions,
    summary,
    header button,
    .frame > button {
      display: none;
    }
  }
`;
