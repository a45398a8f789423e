import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { formatInstant } from '../base/intl.ts';
import type { OnCallMessages } from '../locales/en/on-call.ts';
import { overrideOf, type Part, partsOf, type Shifts } from './roster.ts';
import { day, dayAt, formatDay, monthOf, weeksOf } from './wall-clock.ts';

export interface MonthGrid {
  month: number;
  /** The day whose shifts are told below. */
  selected: number;
  /** The server's time, epoch milliseconds. */
  now: number;
  /** Null until those of this month have come. */
  shifts: Shifts | null;
  label: string;
  locale: string;
  messages: OnCallMessages;
  onSelect(at: number): void;
  onKeydown(event: KeyboardEvent): void;
}

/** Turns that are told in a cell; what is more is counted. */
const mostParts = 3;

/** A month as a calendar: weeks down, days across, and in each who is on call. */
export function monthGrid(grid: MonthGrid): TemplateResult {
  const { locale, month } = grid;
  const weeks = weeksOf(locale, month);
  return html`
    <table
      class="month"
      part="month"
      role="grid"
      aria-label=${grid.label}
      aria-busy=${grid.shifts ? nothing : 'true'}
      @keydown=${grid.onKeydown}
    >
      <thead>
        <tr>
          ${weeks[0]?.map(
            (at) => html`
              <th scope="col">
                <span aria-hidden="true">${formatDay(locale, at, { weekday: 'short' })}</span>
                <span class="quiet">${formatDay(locale, at, { weekday: 'long' })}</span>
              </th>
            `,
          )}
        </tr>
      </thead>
      <tbody>
        ${weeks.map((week) => html`<tr>${week.map((at) => cell(grid, at))}</tr>`)}
      </tbody>
    </table>
  `;
}

function cell(grid: MonthGrid, at: number): TemplateResult {
  const { locale, month, messages, selected, shifts } = grid;
  const parts = shifts ? partsOf(locale, shifts.shifts, at) : [];
  const isSelected = at === selected;
  const isOutside = monthOf(at) !== month;
  const said = parts.map((part) => messages.turn(nameIn(part, messages), timeOf(grid, part)));
  const date = formatDay(locale, at, { weekday: 'long', day: 'numeric', month: 'long' });
  return html`
    <td
      class="day ${isOutside ? 'outside' : ''}"
      part="day"
      data-day=${at}
      tabindex=${isSelected ? 0 : -1}
      aria-selected=${isSelected}
      aria-current=${at === dayAt(locale, grid.now) ? 'date' : nothing}
      @click=${() => grid.onSelect(at)}
    >
      <span class="quiet">${messages.day(date, said)}</span>
      <span class="number" aria-hidden="true">${formatDay(locale, at, { day: 'numeric' })}</span>
      <span class="turns" aria-hidden="true">
        ${parts.slice(0, mostParts).map((part) => turn(grid, part, at))}
        ${
          parts.length > mostParts
            ? html`<span class="more">${messages.more(parts.length - mostParts)}</span>`
            : nothing
        }
      </span>
    </td>
  `;
}

function turn(grid: MonthGrid, part: Part, at: number): TemplateResult {
  const { messages, shifts } = grid;
  const { person } = part.shift;
  // Of a gap that is past nobody can do anything any more.
  const isGap = !person && at >= dayAt(grid.locale, grid.now);
  const time = timeOf(grid, part);
  const isOverride = shifts !== null && overrideOf(shifts, part.shift) !== undefined;
  return html`
    <span
      class="turn ${isGap ? 'gap' : person ? '' : 'past'} ${isOverride ? 'override' : ''}"
      ${cssVars({ '--hue': person ? hueOf(person.id, shifts) : null })}
      >${time ? html`<span class="time">${time}</span> ` : nothing}<span class="name"
        >${nameIn(part, messages)}</span
      ></span
    >
  `;
}

/** People who take turns are far apart on the circle of colours. */
export function hueOf(id: string, shifts: Shifts | null): number {
  const index = shifts?.people.findIndex((each) => each.id === id) ?? -1;
  return index < 0 ? 300 : (230 + index * 137.5) % 360;
}

function nameIn({ shift }: Part, messages: OnCallMessages): string {
  return shift.person?.name ?? messages.nobody;
}

function timeOf({ locale }: MonthGrid, { from }: Part): string {
  return from === null ? '' : formatInstant(locale, from, { timeStyle: 'short' });
}

/** The day to which a key leads; undefined for a key that is not the calendar's. */
export function dayAfterKey(
  { key, altKey, ctrlKey, metaKey }: KeyboardEvent,
  at: number,
  locale: string,
  isRightToLeft: boolean,
): number | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  const forward = isRightToLeft ? -1 : 1;
  const week = weeksOf(locale, monthOf(at)).find((days) => days.includes(at));
  switch (key) {
    case 'ArrowLeft':
      return at - forward * day;
    case 'ArrowRight':
      return at + forward * day;
    case 'ArrowUp':
      return at - 7 * day;
    case 'ArrowDown':
      return at + 7 * day;
    case 'Home':
      return week?.[0];
    case 'End':
      return week?.at(-1);
    case 'PageUp':
      return sameDay(at, -1);
    case 'PageDown':
      return sameDay(at, 1);
    default:
      return undefined;
  }
}

/** The same day of another month, or its last. */
export function sameDay(at: number, months: number): number {
  const first = monthOf(at, months);
  const last = monthOf(first, 1) - day;
  return Math.min(first + (new Date(at).getUTCDate() - 1) * day, last);
}
