import type { ClockState, ClockView, TargetName } from '@incident-kit/server/domain';
import type { PropertyDeclarations, PropertyValues } from '@lit/reactive-element';
import { wakeIn } from '../base/clock.ts';
import type { Glyph } from '../base/glyph-shape.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { circleMinusGlyph } from '../base/glyphs/circle-minus.ts';
import { circleSlash2Glyph } from '../base/glyphs/circle-slash-2.ts';
import { circleXGlyph } from '../base/glyphs/circle-x.ts';
import { clockGlyph } from '../base/glyphs/clock.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { formatInstant, formatSpan } from '../base/intl.ts';
import { KitBase } from '../base/kit-base.ts';
import { statusStyles } from '../base/status-styles.ts';
import type { BadgeReading } from '../client/badges.ts';
import type { KitClient } from '../client/client.ts';
import { slaBadgeWords as words } from '../locales/en/sla-badge.ts';
import type { SlaStateChange } from './sla-badge.events.ts';
import { styles } from './sla-badge.styles.ts';
import { readSla, type SlaReading } from './sla-reading.ts';

/** What a badge shows: how the clock stands, or why it cannot say. */
type Shown = ClockState | 'loading' | 'unknown' | 'error' | 'offline' | 'unconfigured';

const looks: Record<Shown, readonly [string, Glyph]> = {
  running: ['ok', clockGlyph],
  warning: ['warn', triangleAlertGlyph],
  breached: ['bad', circleXGlyph],
  met: ['ok outlined', circleCheckGlyph],
  missed: ['bad outlined', circleXGlyph],
  none: ['idle outlined', circleMinusGlyph],
  loading: ['idle outlined', clockGlyph],
  unknown: ['idle outlined', circleMinusGlyph],
  error: ['idle outlined', circleAlertGlyph],
  offline: ['idle outlined', circleSlash2Glyph],
  unconfigured: ['idle outlined', circleMinusGlyph],
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
 * @cssproperty [--sla-badge-bar-size=11em] - The length of the bar.
 * @cssstate loading - Nothing is known yet.
 * @cssstate running - On track.
 * @cssstate warning - Most of the time is used up.
 * @cssstate breached - Overdue, and still running.
 * @cssstate met - Stopped in time.
 * @cssstate missed - Stopped too late.
 * @cssstate none - There is no such target.
 * @cssstate unknown - The server knows no such incident.
 * @cssstate error - The server refused to say.
 * @cssstate offline - The server is out of reach; shown is the last that was known, if anything.
 * @cssstate unconfigured - No server is configured.
 */
export class SlaBadge extends KitBase {
  static override styles = [statusStyles, styles];
  static override properties: PropertyDeclarations = {
    incident: {},
    target: {},
    variant: {},
  };

  /** The incident whose clock is shown, e.g. "INC-42". */
  declare incident: string | undefined;
  /** Which clock: "resolution" (the default) or "response". */
  declare target: TargetName | undefined;
  /** How it looks: "pill" (the default), "ring" or "bar". */
  declare variant: 'pill' | 'ring' | 'bar' | undefined;

  #reading: BadgeReading = {};
  #sla: SlaReading | undefined;
  #shown: Shown = 'loading';
  /** The last known state of the clock; an event tells when it changes. */
  #known: ClockState | undefined;
  #changed: SlaStateChange | undefined;
  #drawn: ReturnType<typeof draw> | undefined;
  #sleep: (() => void) | undefined;

  constructor() {
    super();
    this.internals.role = 'timer';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('incident') || changed.has('target')) {
      this.#known = undefined;
      this.#changed = undefined;
      this.refresh();
    }
    super.willUpdate(changed);
    // What has left the page keeps what it showed; it may come back.
    if (!this.isConnected) return;
    const { kit } = this;
    const { badge, error } = this.#reading;
    const clock = this.#clock;
    this.#sleep?.();
    this.#sla = kit && clock && readSla(clock, kit.now());
    const before = this.#shown;
    if (this.#sla) {
      const { state, changesIn } = this.#sla;
      this.#sleep = wakeIn(changesIn, this.#wake);
      this.#shown = state;
      if (state !== this.#known) {
        this.#changed = {
          incident: this.#reference,
          target: clock?.target ?? 'resolution',
          from: this.#known,
          to: state,
        };
        this.#known = state;
      }
    } else {
      this.#shown = !kit
        ? 'unconfigured'
        : badge === null
          ? 'unknown'
          : !error
            ? 'loading'
            : error.offline
              ? 'offline'
              : 'error';
    }
    this.setStates({ [before]: false, offline: this.#stale, [this.#shown]: true });
  }

  protected override clientChanged(kit: KitClient): () => void {
    const stop = kit.watchBadge(this.#reference, (reading) => {
      this.#reading = reading;
      this.requestUpdate();
    });
    return () => {
      stop();
      this.#sleep?.();
    };
  }

  readonly #wake = (): void => this.requestUpdate();

  /** Pages pass what they like. */
  get #reference(): string {
    return String(this.incident ?? '')
      .trim()
      .toUpperCase();
  }

  get #clock(): ClockView | undefined {
    return this.#reading.badge?.clocks[this.target === 'response' ? 'response' : 'resolution'];
  }

  #text(width: 'short' | 'long'): string {
    return words[this.#shown](formatSpan(this.locale, this.#sla?.ms ?? 0, width));
  }

  /** Whether what is shown may be out of date. */
  get #stale(): boolean {
    return !!this.#sla && (this.offline || !!this.#reading.error);
  }

  /** Drawn by hand: a sign and a word need no template engine. */
  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.#drawn ??= draw(this.renderRoot);
    const [badge, track, line, text, news] = this.#drawn;
    const [tone, shape] = looks[this.#shown];
    const stale = this.#stale;
    const share = this.#sla?.share ?? 0;
    const variant = this.variant === 'bar' || this.variant === 'ring' ? this.variant : 'pill';
    const asRing = variant === 'ring' && share > 0 && !stale;
    const { dueAt } = this.#clock ?? {};
    const said = this.#text('short') + (stale ? words.stale : '');
    const when = dueAt ? words.due(formatInstant(this.locale, dueAt)) : '';
    badge.className = `badge tone ${tone} ${asRing || variant !== 'ring' ? variant : ''} ${stale ? 'stale' : ''}`;
    badge.title = when;
    badge.style.setProperty('--_share', `${share}`);
    track.setAttribute('d', asRing ? circle : '');
    line.setAttribute('d', asRing ? circle : stale ? circleSlash2Glyph : shape);
    text.textContent = said;
    this.internals.ariaLabel = `${this.#reference}: ${this.#text('long')}${stale ? words.stale : ''}. ${when}`;
    const detail = this.#changed;
    this.#changed = undefined;
    if (!detail) return;
    // Said once, when it turns; never as it counts.
    if (detail.from) news.textContent = `${this.#reference}: ${said}`;
    this.emit('sla-state-changed', detail);
  }
}

/** Twelve o'clock and round, drawn with a length of 100 at any size. */
const circle = 'M12 4a8 8 0 1 1-.01 0';

function draw(root: Node) {
  const badge = add(root, 'span', { part: 'badge' });
  const svg = add(badge, 'svg', { part: 'glyph', viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  return [
    badge,
    add(svg, 'path', { pathLength: '100' }),
    add(svg, 'path', { pathLength: '100' }),
    add(badge, 'span', { part: 'text' }),
    add(root, 'span', { class: 'quiet', role: 'status' }),
  ] as const;
}

function add(parent: Node, tag: string, attributes: Record<string, string>): HTMLElement {
  const space = tag === 'span' ? '1999/xhtml' : '2000/svg';
  const element = document.createElementNS(`http://www.w3.org/${space}`, tag) as HTMLElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return parent.appendChild(element);
}

declare global {
  interface HTMLElementTagNameMap {
    'sla-badge': SlaBadge;
  }
}
