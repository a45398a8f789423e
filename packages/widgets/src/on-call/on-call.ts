import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { failureNotice } from '../base/failure-notice.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitClient } from '../client/client.ts';
import type { OnCallMessages } from '../locales/en/on-call.ts';
import type { OnCallCalendarMessages } from '../locales/en/on-call-calendars.ts';
import type { OnCallOverrideMessages } from '../locales/en/on-call-override.ts';
import type { MessageOverrides } from '../locales/language.ts';
import { bones } from './bones.ts';
import { dayShifts } from './day-shifts.ts';
import { dayAfterKey, monthGrid, sameDay } from './month-grid.ts';
import { monthTools } from './month-tools.ts';
import { nowAndNext, scheduleChoice } from './now-and-next.ts';
import './on-call.events.ts';
import { styles } from './on-call.styles.ts';
import { OverrideFlow } from './override-flow.ts';
import { type Roster, readRoster, type ScheduleNow } from './roster.ts';
import { dayAt, monthOf } from './wall-clock.ts';

/** A calendar that others keep is read anew by the server, and nobody tells when. */
const calendarWaitMs = 300_000;
/** Longer waits are looked at again meanwhile: `setTimeout` takes 32 bits. */
const longestWaitMs = 3_600_000;

/**
 * Who is on call now and next, and a month of it as a calendar; for those who may, to take a shift or to put
 * somebody else on call. Live. It is the desk's: others are told that they may not see it.
 *
 * @summary Shows who is on call, and overrides a shift by hand.
 * @fires on-call-changed - Somebody was put on call by hand from here, or no longer is; `detail.version` is that of
 * the schedules.
 * @csspart now - Who is on call now, and who is next.
 * @csspart month - The calendar.
 * @csspart day - A day of it.
 * @csspart day-shifts - The shifts of the day that is chosen.
 * @csspart override - The form that overrides a shift.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of buttons and of today.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - It is there.
 * @cssstate empty - There is no schedule.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class OnCall extends KitElement<'on-call'> {
  static override readonly element = 'on-call';
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    readonly: { type: Boolean },
    schedule: {},
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Only shows who is on call, also to people who may override shifts. */
  declare readonly: boolean;
  /** The id of the schedule that is shown. Without it the first one is, and others can be chosen. */
  declare schedule: string | undefined;
  /** What this element says in place of its own messages: any of them, those of the form too. */
  declare messages:
    | MessageOverrides<OnCallMessages & OnCallOverrideMessages & OnCallCalendarMessages>
    | undefined;

  readonly #resource = new LiveResource<'document:schedules', Roster>(this.again, {
    read: (kit) => {
      const aim = { schedule: this.#wanted, month: this.#month, locale: this.locale };
      return readRoster(kit, aim);
    },
    received: (roster) => this.#receive(roster),
    changed: () => void this.#resource.readAgain(),
    forget: () => {
      this.#roster = undefined;
      this.#overriding.forget();
    },
  });
  readonly #calendars = new LaterPart(() => import('./calendar-notices.ts'), this.again);
  #roster: Roster | undefined;
  /** The schedule that somebody has chosen, where the page says none. */
  #chosen = '';
  /** The day whose shifts are told; undefined for today. */
  #day: number | undefined;
  #handoff: ReturnType<typeof setTimeout> | undefined;
  #hasTurned = false;
  readonly #overriding = new OverrideFlow({
    kit: () => this.kit,
    explain: (error) => this.explain(error),
    draw: this.again,
    focusOn: (selector) => void this.focusOn(selector),
    now: () => this.#now,
    locale: () => this.locale,
    messages: () => this.text,
    changed: (version) => {
      this.emit('on-call-changed', { schedule: this.#roster?.shown?.schedule ?? '', version });
      this.#readAnew();
    },
  });

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- what is shown ----

  get #wanted(): string {
    return String(this.schedule ?? '').trim() || this.#chosen;
  }

  get #now(): number {
    return Date.now() + (this.#roster?.aheadMs ?? 0);
  }

  get #selected(): number {
    return this.#day ?? dayAt(this.locale, this.#now);
  }

  get #month(): number {
    return monthOf(this.#selected);
  }

  #receive(roster: Roster): void {
    // What was asked for before another month or schedule was chosen comes too late.
    const isLate =
      roster.month !== this.#month || (this.#wanted && roster.shown?.schedule !== this.#wanted);
    this.#roster = isLate && this.#roster ? { ...this.#roster, seq: roster.seq } : roster;
    this.#waitForHandoff();
  }

  /** Who is on call changes by itself when a shift ends. */
  #waitForHandoff(): void {
    clearTimeout(this.#handoff);
    if (!this.isConnected || !this.#roster) return;
    const ends = this.#roster.schedules.map(({ current }) => current.to);
    const hasCalendars = this.#roster.shown?.calendars?.length;
    const longest = hasCalendars ? calendarWaitMs : longestWaitMs;
    const wait = Math.min(longest, ...ends.map((at) => Math.max(1_000, at - this.#now)));
    this.#handoff = setTimeout(() => void this.#resource.readAgain(), wait);
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('schedule') && this.hasUpdated) this.#readAnew();
    const { failure } = this.#resource;
    const roster = this.#roster;
    this.setStates({
      unconfigured: !this.kit,
      loading: !roster && !failure && this.kit !== undefined,
      ready: roster?.shown !== undefined,
      empty: roster !== undefined && !roster.shown,
      offline: this.isStale(roster, failure) || failure?.definite === false,
      error: !roster && failure?.definite === true,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#resource.connect(kit, 'document:schedules');
    return () => {
      clearTimeout(this.#handoff);
      disconnect();
    };
  }

  #readAnew(): void {
    this.#overriding.opened = undefined;
    void this.#resource.readAgain();
  }

  // ---- what somebody does ----

  #select(day: number): void {
    const month = this.#month;
    this.#day = day;
    this.#overriding.opened = undefined;
    if (this.#month !== month) {
      this.#hasTurned = true;
      this.#readAnew();
    }
    this.requestUpdate();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (!(event.target as Element).matches('.day')) return;
    const isRightToLeft = getComputedStyle(event.target as Element).direction === 'rtl';
    const day = dayAfterKey(event, this.#selected, this.locale, isRightToLeft);
    if (day !== undefined) {
      event.preventDefault();
      this.#select(day);
      void this.focusOn('.day[tabindex="0"]');
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      void this.focusOn('.details h3');
    }
  };

  // ---- rendering ----

  protected override render(messages: OnCallMessages): unknown {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    const roster = this.#roster;
    if (roster) return this.#renderRoster(roster, messages);
    const { failure } = this.#resource;
    if (!failure) return this.renderSkeleton();
    return failureNotice(failure, this.explain(failure), messages, () => this.#resource.reload());
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading);
  }

  #renderRoster(roster: Roster, messages: OnCallMessages): unknown {
    const heading = this.heading ?? messages.heading;
    const { schedules, shown } = roster;
    const isOpenToChoice = !String(this.schedule ?? '').trim() && schedules.length > 1;
    return html`
      <div class="frame">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          ${
            isOpenToChoice
              ? scheduleChoice(schedules, shown?.schedule, messages, (id) => {
                  this.#chosen = id;
                  this.#readAnew();
                })
              : html`<p class="hint"><bdi>${shown?.name}</bdi></p>`
          }
        </header>
        ${this.isStale(roster, this.#resource.failure) ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
        ${this.#resource.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
        ${
          shown
            ? html`${nowAndNext(shown, messages, this.locale)} ${this.#renderCalendars(shown)}
              ${this.#renderMonth(roster, messages)}`
            : notice(
                '',
                circleAlertGlyph,
                this.#wanted ? messages.unknown(this.#wanted) : messages.none,
              )
        }
      </div>
    `;
  }

  /** Most schedules have none, and a server of before says nothing of them. */
  #renderCalendars(shown: ScheduleNow): unknown {
    if (!shown.calendars?.length) return nothing;
    const { locale, again, messages } = this;
    return this.#calendars.get()?.calendarNotices(shown, { locale, again, messages });
  }

  #renderMonth(roster: Roster, messages: OnCallMessages): unknown {
    const { locale } = this;
    const [selected, month, now] = [this.#selected, this.#month, this.#now];
    // While those of another month are on their way there are none.
    const isThere =
      roster.month === month && (!this.#wanted || roster.shown?.schedule === this.#wanted);
    const shifts = isThere ? roster.shifts : null;
    const mayOverride = !this.readonly && shifts?.mayOverride != null;
    const name = roster.shown?.schedule ?? '';
    return html`
      <section class="calendar">
        ${monthTools({
          month,
          locale,
          messages,
          level: headingLevel(this.headingLevel, 1),
          isSaid: this.#hasTurned,
          isToday: month === monthOf(dayAt(locale, now)),
          turn: (months) => this.#select(sameDay(selected, months)),
          goToToday: () => this.#select(dayAt(locale, this.#now)),
        })}
        ${monthGrid({
          month,
          selected,
          now,
          shifts,
          label: messages.month(roster.shown?.name ?? ''),
          locale,
          messages,
          onSelect: (day) => {
            this.#select(day);
            void this.focusOn('.day[tabindex="0"]');
          },
          onKeydown: this.#onKeydown,
        })}
        <div class="slot" role="status">${this.#overriding.news()}</div>
        ${
          shifts
            ? dayShifts({
                at: selected,
                shifts,
                period: roster.period,
                now,
                locale,
                messages,
                level: headingLevel(this.headingLevel, 1),
                mayOverride,
                opened: this.#overriding.opened,
                onOpen: this.#overriding.toggle,
                onCancel: (override) => void this.#overriding.cancel(name, override),
                form: this.#overriding.form(shifts, name, messages, this.#formWords()),
              })
            : nothing
        }
      </section>
    `;
  }

  /** What the form says, with what the page says instead; asked for once it is open. */
  #formWords(): OnCallOverrideMessages | undefined {
    if (this.#overriding.opened === undefined) return undefined;
    const language = languageOf(this.locale, 'on-call-override');
    const found = messagesOf(language, 'on-call-override', this.again);
    return found && ({ ...found, ...this.messages } as OnCallOverrideMessages);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'on-call': OnCall;
  }
}
