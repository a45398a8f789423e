import { css } from '@lit/reactive-element';

export const styles = css`
  .frame,
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
