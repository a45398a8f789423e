import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { formatInstant } from '../base/intl.ts';
import type { OnCallMessages } from '../locales/en/on-call.ts';
import { hueOf } from './month-grid.ts';
import { overrideOf, partsOf, type Shift, type Shifts } from './roster.ts';
import { formatDay } from './wall-clock.ts';

export interface DayShifts {
  at: number;
  shifts: Shifts;
  /** The weeks that are shown. */
  period: { from: number; to: number };
  /** The server's time, epoch milliseconds. */
  now: number;
  locale: string;
  messages: OnCallMessages;
  /** `aria-level` of its heading. */
  level: unknown;
  /** Whether it can be overridden by hand. */
  mayOverride: boolean;
  /** The shift whose form is open, by its beginning. */
  opened: number | undefined;
  onOpen(shift: Shift): void;
  onCancel(override: string): void;
  /** The form of the shift that is open. */
  form: unknown;
}

/** Who is on call on a day: from when until when, and who said so where it was done by hand. */
export function dayShifts(of: DayShifts): TemplateResult {
  const { at, locale, shifts, messages } = of;
  const date = formatDay(locale, at, { dateStyle: 'full' });
  return html`
    <section class="details" part="day-shifts" aria-label=${messages.shiftsOf(date)}>
      <h3 tabindex="-1" aria-level=${of.level}>${date}</h3>
      <ul role="list">
        ${partsOf(locale, shifts.shifts, at).map(({ shift }) => row(of, shift))}
      </ul>
    </section>
  `;
}

function row(of: DayShifts, shift: Shift): TemplateResult {
  const { shifts, messages, mayOverride, now } = of;
  const { person } = shift;
  const override = overrideOf(shifts, shift);
  const isOpen = of.opened === shift.from;
  const mayChange = mayOverride && shift.to > now;
  // Who may put nobody else on call has nothing to do with a shift of their own.
  const mayTake = shifts.mayOverride === 'all' || person?.id !== shifts.caller;
  return html`
    <li ${cssVars({ '--hue': person ? hueOf(person.id, shifts) : null })} class=${person || shift.to <= now ? '' : 'gap'}>
      <div class="who">
        <bdi class="name">${person?.name ?? messages.nobody}</bdi>
        <span class="hint">${spanOf(of, shift)}</span>
        ${gapOf(of, shift)} ${override ? html`<span class="hint">${madeOf(of, override)}</span>` : nothing}
      </div>
      ${
        mayChange
          ? html`
            <div class="actions">
              ${
                override?.mayCancel
                  ? html`
                    <button type="button" class="cancel" @click=${() => of.onCancel(override.id)}>
                      ${messages.cancel}
                    </button>
                  `
                  : nothing
              }
              ${
                mayTake
                  ? html`
                    <button
                      type="button"
                      class="take"
                      data-from=${shift.from}
                      aria-expanded=${isOpen}
                      @click=${() => of.onOpen(shift)}
                    >
                      ${shifts.mayOverride === 'all' ? messages.replace : messages.take}
                    </button>
                  `
                  : nothing
              }
            </div>
          `
          : nothing
      }
      ${isOpen && mayChange ? of.form : nothing}
    </li>
  `;
}

function gapOf({ shifts, messages }: DayShifts, { person }: Shift): unknown {
  if (person) return nothing;
  const { fallbackName } = shifts;
  return html`<span class="hint">
    ${fallbackName ? messages.fallback(fallbackName) : messages.noFallback}
  </span>`;
}

function madeOf(
  { messages, locale }: DayShifts,
  { made }: NonNullable<ReturnType<typeof overrideOf>>,
): unknown {
  if (!made) return messages.planned;
  const words = messages.made(made.by, formatInstant(locale, made.at));
  return made.reason ? html`${words}: <bdi>${made.reason}</bdi>` : words;
}

/** What goes on beyond the weeks that are shown has no end there. */
function spanOf({ locale, messages, period }: DayShifts, { from, to }: Shift): string {
  const [begins, ends] = [from, to].map((at) => formatInstant(locale, at));
  if (from <= period.from) return to >= period.to ? '' : messages.until(`${ends}`);
  return to >= period.to ? messages.from(`${begins}`) : messages.span(`${begins}`, `${ends}`);
}
