import { css } from '@lit/reactive-element';

export const styles = css`
  .frame,
  .rule-form,
  .draft,
  .draft form,
  .what-if,
  .tried {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  header,
  .first,
  .tools-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
  }
  h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  .rules,
  .changes,
  .would-be {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    list-style: none;
  }
  .rule {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    padding: 8px 14px 10px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    overflow-wrap: anywhere;
  }
  .rule.changed {
    border-inline-start: 4px solid var(--_accent);
  }
  .first > h3 {
    flex: 1 1 12em;
    min-inline-size: 0;
    font-weight: 600;
  }
  .place {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .mark {
    padding: 0 6px;
    border: 1px solid var(--_accent);
    border-radius: 999px;
    font-size: var(--_tiny);
    font-weight: 500;
  }
  .tools {
    display: flex;
    gap: 2px;
  }
  .tools button {
    padding: 6px;
    min-inline-size: 36px;
  }
  .when {
    color: var(--_muted);
  }
  .rule-form {
    margin-block-start: 6px;
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
    gap: 12px;
    align-items: start;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  legend {
    margin-block-end: 2px;
    font-weight: 600;
  }
  .rule-form textarea {
    min-block-size: 3.6em;
  }
  .draft {
    padding: 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    overflow-wrap: anywhere;
  }
  .changes {
    gap: 2px;
    padding-inline-start: 1.2em;
    list-style: disc;
  }
  .what-if {
    padding-block: 12px;
    border-block: 1px solid var(--_border);
  }
  .tried:empty {
    position: absolute;
  }
  .would-be {
    gap: 6px;
  }
  .would-be li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
  }
  .would-be b {
    font-weight: 600;
  }
  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 88px;
    border-radius: var(--_radius-large);
  }
  @media print {
    .tools,
    .tools-row {
      display: none;
    }
  }
`;
