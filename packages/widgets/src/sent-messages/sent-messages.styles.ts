import { css } from '@lit/reactive-element';

export const styles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  header,
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .filters button {
    min-block-size: 32px;
    padding: 4px 12px;
    border-radius: 999px;
  }
  .filters button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .messages {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    list-style: none;
  }
  .message {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    padding: 10px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    overflow-wrap: anywhere;
  }
  .message.dead {
    border-inline-start: 4px solid var(--_danger);
  }
  .first {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }
  .to {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
  }
  .to > * {
    min-inline-size: 0;
  }
  .first b {
    font-weight: 600;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }
  .sent .state {
    color: var(--_success-text);
  }
  .dead .state,
  .why {
    color: var(--_danger-text);
  }
  .waiting .why {
    color: var(--_warning-text);
  }
  .reference {
    font-variant-numeric: tabular-nums;
  }
  .address {
    font-family: ui-monospace, monospace;
    font-size: var(--_small);
  }
  .message button {
    margin-block-start: 6px;
  }
  .targets:is(form) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding: 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13em, 100%), 1fr));
    gap: 12px;
  }
  pre {
    max-block-size: 24em;
    margin: 0;
    padding: 10px 12px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font:
      var(--_small) / 1.5 ui-monospace,
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .bone.title {
    block-size: 26px;
    inline-size: 40%;
  }
  .bone.row {
    block-size: 104px;
    border-radius: var(--_radius-large);
  }
  .bone.form {
    block-size: 240px;
  }
  @media (forced-colors: active) {
    .filters button[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
