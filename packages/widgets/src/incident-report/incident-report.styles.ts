import { css } from '@lit/reactive-element';

export const styles = css`
  :host {
    max-inline-size: 680px;
  }
  form,
  .panel {
    display: grid;
    gap: 20px;
  }
  .columns {
    display: grid;
    gap: 20px 16px;
  }
  legend {
    padding-block-end: 8px;
  }
  .optional {
    color: var(--_muted);
    font-weight: 400;
    font-size: var(--_small);
    margin-inline: 4px;
  }

  .cards {
    display: grid;
    gap: 8px;
  }
  .card {
    position: relative;
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
    padding: 10px 12px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_field);
    font-weight: 400;
    line-height: 1.35;
    cursor: pointer;
    overflow-wrap: anywhere;
    transition:
      background-color 120ms ease-out,
      border-color 120ms ease-out;
  }
  .card span {
    min-inline-size: 0;
  }
  .card:hover {
    background: color-mix(in oklab, var(--_text) 3%, var(--_field));
  }
  .card:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
    background: color-mix(in oklab, var(--_accent) 7%, var(--_field));
  }
  .card input {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .card:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .card :focus-visible {
    outline: none;
  }
  fieldset[aria-invalid] .card {
    border-color: var(--_danger);
  }
  fieldset .field-error {
    margin-block-start: 6px;
  }

  .summary ul {
    display: grid;
    gap: 4px;
    padding-inline-start: 18px;
  }
  .summary:focus {
    outline: 2px solid var(--_danger);
    outline-offset: 2px;
  }

  .sent {
    padding: 24px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    animation: arrive 180ms ease-out;
  }
  .reference {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
  }
  .number {
    font-size: max(2.125rem, 34px);
    font-weight: 650;
    line-height: 1.15;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }
  .receipt {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
  }
  .receipt input {
    flex: 1 9em;
    text-overflow: ellipsis;
  }
  .receipt button {
    flex: none;
  }

  .priority {
    padding: 3px 10px;
    border-radius: 999px;
    border: 1px solid color-mix(in oklab, var(--priority) 38%, var(--_border));
    background: color-mix(in oklab, var(--priority) 14%, var(--_surface));
    overflow-wrap: anywhere;
  }

  .bone.line {
    block-size: 21px;
    inline-size: 38%;
  }
  .bone.control {
    block-size: 38px;
  }
  .bone.control.hinted {
    block-size: 64px;
  }
  .bone.area.hinted {
    block-size: 108px;
  }
  .bone.choice {
    block-size: 148px;
  }
  .bone.button {
    block-size: 38px;
    inline-size: 128px;
  }

  @container (min-width: 31em) {
    .columns {
      grid-template-columns: 1fr 1fr;
    }
    .cards {
      grid-template-columns: repeat(auto-fit, minmax(min(12em, 100%), 1fr));
    }
    .card {
      align-items: start;
      padding-block: 12px;
    }
    .card input {
      margin-block-start: 0.1em;
    }
    .bone.choice {
      block-size: 62px;
    }
  }
`;
