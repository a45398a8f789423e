import type { ClockState, TargetName } from '@incident-kit/server/domain';
import type { CSSResult, PropertyDeclarations, PropertyValues } from '@lit/reactive-element';
import { adoptStyles, stylesOf } from '../base/adopt-styles.ts';
import { announce, prepareAnnouncements } from '../base/announce.ts';
import { wakeIn } from '../base/clock.ts';
import type { Glyph } from '../base/glyph-shape.ts';
import { formatInstant } from '../base/intl.ts';
import { KitBase } from '../base/kit-base.ts';
import { type BadgeClock, readSla, type SlaReading } from '../base/sla-reading.ts';
import { formatSpan } from '../base/spans.ts';
import { type BadgeReading, watchBadge } from '../client/badges.ts';
import type { KitClient } from '../client/client.ts';
import type { SlaStateChange } from './sla-badge.events.ts';
import { alert, check, clock, cross, minus, pause, slash, warning } from './sla-badge.glyphs.ts';
import { styles } from './sla-badge.styles.ts';

/** What a badge shows: how the clock stands, or why it cannot say. */
type Shown = ClockState | 'loading' | 'unknown' | 'error' | 'offline' | 'unconfigured';

const minuteMs = 60_000;
/** When what draws a ring is asked for again, where it did not come. */
const retryMs = 3_000;

/** There is an incident, but no such clock. */
const noTarget: BadgeClock = { state: 'none' };

const looks: Partial<Record<Shown, readonly [string, Glyph]>> = {
  running: ['ok', clock],
  warning: ['warn', warning],
  paused: ['idle', pause],
  breached: ['bad', cross],
  met: ['ok outlined', check],
  missed: ['bad outlined', cross],
  error: ['idle outlined', alert],
  offline: ['idle outlined', slash],
};

/**
 * Shows how much time an incident has left, and counts it down by itself.
 *
 * It turns from running to warning to breached when the time comes, without asking the server; what
 * happens to the incident reaches it live. All badges of a page share one request, one stream and one
 * timer.
 *
 * @summary An incident's SLA clock, counting down.
 * @fires {CustomEvent<SlaStateChange>} sla-state-changed - The clock is known, or has moved on.
 * @csspart badge - All that is seen.
 * @csspart glyph - The sign of the state, or the ring.
 * @csspart text - The words.
 * @cssproperty --sla-badge-background - The pill's ground.
 * @cssproperty --sla-badge-color - The text and the glyph.
 * @cssproperty [--sla-badge-bar-size=14em] - The length of the bar.
 * @cssstate loading - Nothing is known yet.
 * @cssstate running - On track.
 * @cssstate warning - Most of the time is used up.
 * @cssstate paused - It stands still, while the incident waits for somebody.
 * @cssstate breached - Overdue, and still running.
 * @cssstate met - Stopped in time.
 * @cssstate missed - Stopped too late.
 * @cssstate none - There is no such target.
 * @cssstate unknown - The server knows no such incident.
 * @cssstate error - The server refused to say.
 * @cssstate offline - The server is out of reach; shown is the last that was known, if anything.
 * @cssstate unconfigured - No server is configured.
 */
export class SlaBadge extends KitBase<'sla-badge'> {
  static override readonly element = 'sla-badge';
  static override styles: CSSResult = styles;
  static override properties: PropertyDeclarations = {
    incident: {},
    target: {},
    variant: {},
  };

  /** The incident whose clock is shown, e.g. "INC-42". */
  declare incident: string | undefined;
  /**
   * Which clock: "response", "update" or "resolution". By default the one that is due first of those that
   * have not stopped, so the response until there is one; "resolution" while none is due.
   */
  declare target: TargetName | undefined;
  /** How it looks: "pill" (the default), "ring" or "bar". */
  declare variant: 'pill' | 'ring' | 'bar' | undefined;

  #reading: BadgeReading = {};
  #sla: SlaReading | null | undefined;
  #shown: Shown = 'loading';
  /** The last state of the clock that was told. */
  #told: ClockState | undefined;
  #drawn: ReturnType<typeof draw> | undefined;
  /** What is known by then is drawn once, as it is, without a word that it is being read. */
  readonly #patientUntil = performance.now() + 300;
  #sleep: (() => void) | undefined;

  constructor() {
    super();
    this.internals.role = 'timer';
  }

  /** Without its styles until something is drawn: boxes with nothing in them are laid out as well. */
  protected override createRenderRoot(): ShadowRoot {
    return this.attachShadow({ mode: 'open' });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('incident') || changed.has('target')) {
      this.#told = undefined;
      this.refresh();
    }
    super.willUpdate(changed);
    // What has left the page keeps what it showed; it may come back.
    if (!this.isConnected) return;
    const { kit } = this;
    const defaults = kit?.elements?.['sla-badge'] as Partial<this>;
    for (const name in defaults) this[name] ??= defaults[name] as this[typeof name];
    const { badge, error } = this.#reading;
    const clock = this.#clock;
    this.#sleep?.();
    this.#sla = kit && clock && readSla(clock, kit.now());
    if (this.#sla) this.#sleep = wakeIn(this.#sla.changesIn, this.again);
    this.#shown = !this.text
      ? 'loading'
      : !kit
        ? 'unconfigured'
        : this.#sla
          ? this.#sla.state
          : badge === null
            ? 'unknown'
            : !error
              ? 'loading'
              : error.passes
                ? 'offline'
                : 'error';
  }

  protected override clientChanged(kit: KitClient): () => void {
    const stop = watchBadge(kit, this.#reference, (reading) => {
      this.#reading = reading;
      this.requestUpdate();
    });
    return () => {
      stop();
      this.#sleep?.();
    };
  }

  /** Pages pass what they like. */
  get #reference(): string {
    return String(this.incident ?? '')
      .trim()
      .toUpperCase();
  }

  get #clock(): BadgeClock | null | undefined {
    const { badge } = this.#reading;
    return badge && (badge.clocks[this.#target] ?? noTarget);
  }

  get #target(): TargetName {
    const { target } = this;
    return target === 'response' || target === 'update' || target === 'resolution'
      ? target
      : (this.#reading.badge?.dueFirst ?? 'resolution');
  }

  #text(width: 'short' | 'long'): string {
    let { ms = 0 } = this.#sla ?? {};
    if (width === 'long') {
      // A name that changes every second is read every second.
      if (this.#shown === 'breached' && ms < minuteMs) return this.text?.breachedNow ?? '';
      if (this.#shown !== 'breached') ms += minuteMs - 1;
      ms -= ms % minuteMs;
    }
    // A site may tell the status and nothing else.
    return (this.#reading.badge?.label ?? this.text?.[this.#shown] ?? '').replace(
      '{}',
      formatSpan(this.locale, ms, width, this.#clock?.roundTheClock),
    );
  }

  /** Drawn by hand: a sign and a word need no template engine. */
  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { states } = this.internals;
    states.clear();
    // `add` gives nothing back, unlike that of a Set.
    states.add(this.#shown);
    if (!this.#drawn && this.#shown === 'loading') {
      const left = this.#patientUntil - performance.now();
      if (left > 0) {
        this.#sleep = wakeIn(left, this.again);
        return;
      }
    }
    this.#drawn ??= draw(this, this.locale);
    const [badge, line, text] = this.#drawn;
    const { variant } = this;
    const [tone, shape] = looks[this.#shown] ?? ['idle outlined', minus];
    // What is shown may be out of date.
    const stale = !!this.#sla && (this.offline || !!this.#reading.error);
    const { dueAt } = this.#clock ?? {};
    const { due = '', andMore = '' } = this.text ?? {};
    const note = (stale && this.text?.stale) || '';
    const said = this.#text('short') + note;
    const when = dueAt ? due.replace('{}', formatInstant(this.locale, dueAt)) : '';
    const meter = this.#sla && !stale && (variant === 'ring' || variant === 'bar') ? variant : '';
    badge.className = `badge ${tone} ${meter || 'pill'} ${stale ? 'stale' : ''}`;
    badge.title = when;
    // Where it is the same, nobody is to hear of it.
    if (badge.lang !== this.locale) badge.lang = this.locale;
    line.previousSibling?.remove();
    line.removeAttribute('pathLength');
    line.setAttribute('d', stale ? slash : shape);
    text.textContent = said;
    this.internals.ariaLabel = `${this.#reference}: ${this.#text('long')}${note}. ${when}`;
    if (meter) {
      import('./sla-meter.ts').then(
        ({ drawMeter }) => {
          if (this.#sla && badge.classList.contains(meter)) drawMeter(badge, line, this.#sla);
        },
        () => setTimeout(this.again, retryMs),
      );
    }
    if (stale) states.add('offline');
    const to = this.#sla?.state;
    const from = this.#told;
    if (!to || to === from) return;
    this.#told = to;
    // Said once, when it turns; never as it counts.
    if (from) {
      announce(`${this.#reference}: ${this.#text('long')}${note}.`, this.locale, andMore);
    }
    const detail: SlaStateChange = {
      incident: this.#reference,
      target: this.#target,
      from,
      to,
    };
    this.emit('sla-state-changed', detail);
  }
}

function draw(host: SlaBadge, locale: string) {
  const root = host.renderRoot as ShadowRoot;
  adoptStyles(root, stylesOf(host));
  const badge = add(root, 'span', 'badge');
  const glyph = add(badge, 'svg', 'glyph');
  glyph.setAttribute('viewBox', '0 0 24 24');
  const line = add(glyph, 'path');
  const text = add(badge, 'span', 'text');
  prepareAnnouncements(locale);
  return [badge, line, text] as const;
}

function add(parent: Node, tag: string, part = ''): HTMLElement {
  const space = tag === 'span' ? '1999/xhtml' : '2000/svg';
  const element = document.createElementNS(`http://www.w3.org/${space}`, tag) as HTMLElement;
  element.setAttribute('part', part);
  return parent.appendChild(element);
}

declare global {
  interface HTMLElementTagNameMap {
    'sla-badge': SlaBadge;
  }
}
