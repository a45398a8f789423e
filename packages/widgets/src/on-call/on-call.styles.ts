import { css } from '@lit/reactive-element';

export const styles = css`
  .frame,
  .calendar {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .calendar {
    gap: 10px;
  }
  header,
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 12px;
  }
  .choice select {
    inline-size: auto;
    max-inline-size: 100%;
  }
  h3 {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .now {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
    gap: 12px;
    margin: 0;
  }
  .card {
    padding: 12px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    overflow-wrap: anywhere;
  }
  .card:first-child {
    border-inline-start: 4px solid var(--_accent);
  }
  .card.gap {
    border-color: var(--_warning);
  }
  dt {
    color: var(--_muted);
    font-size: var(--_small);
  }
  dd {
    margin: 0;
  }
  .card .name {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: var(--_large);
    font-weight: 600;
  }
  .gap .name {
    color: var(--_warning-text);
  }

  .turner {
    padding-inline: 8px;
  }
  .turner.back .glyph,
  .turner:dir(rtl) .glyph {
    scale: -1 1;
  }
  .turner.back:dir(rtl) .glyph {
    scale: 1 1;
  }

  .month {
    inline-size: 100%;
    table-layout: fixed;
    border-collapse: separate;
    border-spacing: 2px;
  }
  .month th {
    padding: 4px 0;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
    text-align: center;
    overflow: hidden;
  }
  .day {
    position: relative;
    block-size: 52px;
    padding: 3px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    vertical-align: top;
    text-align: start;
    cursor: pointer;
  }
  .day:hover {
    background: color-mix(in oklab, var(--_text) 5%, transparent);
  }
  .day.outside {
    border-style: dashed;
  }
  .day.outside .number {
    color: var(--_muted);
  }
  .day[aria-selected='true'] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .number {
    display: inline-block;
    min-inline-size: 1.8em;
    padding-inline: 3px;
    border-radius: 999px;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .day[aria-current] .number {
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 650;
  }
  .turns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    margin-block-start: 2px;
  }
  .turn {
    --_person: oklch(0.62 0.13 var(--hue, 260));
    overflow: hidden;
    border-inline-start: 3px solid var(--_person);
    border-radius: 3px;
    background: color-mix(in oklab, var(--_person) 16%, var(--_surface));
    font-size: var(--_tiny);
    line-height: 1.4;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .turn.override {
    border-inline-start-style: double;
  }
  .turn.gap {
    --_person: var(--_warning);
    color: var(--_warning-text);
  }
  .turn.past {
    --_person: var(--_border);
    color: var(--_muted);
  }
  .turn .time {
    font-variant-numeric: tabular-nums;
  }
  .more {
    color: var(--_muted);
    font-size: var(--_tiny);
  }
  /* Where there is no room for names there is a line of each colour; the day that is chosen tells the names. */
  .turn .time,
  .turn .name {
    display: none;
  }
  .turn {
    block-size: 6px;
    border-inline-start: 0;
    background: var(--_person);
  }
  @container (min-width: 36em) {
    .day {
      block-size: 84px;
      padding: 4px;
    }
    .turn {
      block-size: auto;
      padding-inline: 4px;
      border-inline-start: 3px solid var(--_person);
      background: color-mix(in oklab, var(--_person) 16%, var(--_surface));
    }
    .turn.override {
      border-inline-start: 5px double var(--_person);
    }
    .turn .time,
    .turn .name {
      display: inline;
    }
  }

  .details {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
  }
  .details ul {
    display: grid;
    gap: 12px;
    list-style: none;
  }
  .details li {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 8px 12px;
    padding-inline-start: 10px;
    border-inline-start: 4px solid oklch(0.62 0.13 var(--hue, 260));
  }
  .details li.gap {
    border-color: var(--_warning);
  }
  .who {
    display: grid;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .who .name {
    font-weight: 600;
  }
  .override:is(form) {
    display: grid;
    flex: 1 0 100%;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding-block: 4px;
  }
  .times {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13em, 100%), 1fr));
    gap: 12px;
  }

  .bone.title {
    block-size: 26px;
    inline-size: 30%;
  }
  .bone.cards {
    block-size: 92px;
    border-radius: var(--_radius-large);
  }
  .bone.grid {
    block-size: 420px;
    border-radius: var(--_radius-large);
  }
  .bone.form {
    flex: 1 0 100%;
    block-size: 220px;
  }

  @media (forced-colors: active) {
    .turn {
      border: 1px solid CanvasText;
    }
    .day[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
    .day[aria-current] .number {
      outline: 2px solid CanvasText;
    }
  }
`;
