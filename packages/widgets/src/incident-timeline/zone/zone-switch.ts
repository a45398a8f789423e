import { html, nothing } from 'lit';
import { languageOf, messagesOf } from '../../base/messages.ts';
import { SpokenAround } from '../../base/spoken-around.ts';
import type { TimelineSaveMessages } from '../../locales/en/timeline-save.ts';
import type { MenuItem } from '../action-menu.ts';
import { withOwnWords } from '../own-words.ts';
import type { ToolsHost } from '../tools-host.ts';
import { keepDeskZone, wantsDeskZone } from './kept-choice.ts';
import { isZone, ZoneComparison } from './zone-comparison.ts';

/** By element: what its `lang` was before outlives another incident or identity. */
const spokenBy = new WeakMap<Element, SpokenAround>();

/**
 * In whose time zone a timeline tells its times: in the reader's, or in the one by whose clocks the desk works. There
 * is something to choose only where what is shown reads differently.
 */
export class ZoneSwitch {
  readonly #host: ToolsHost;
  readonly #spoken: SpokenAround;
  readonly #comparison = new ZoneComparison();
  #isDesk = wantsDeskZone();
  /** Whether somebody has chosen here: then it is said what they have. */
  #isChosen = false;
  /** The desk's, where it tells other times than the reader's. */
  #zone: string | undefined;
  #messages: TimelineSaveMessages['zone'] | undefined;

  constructor(host: ToolsHost) {
    this.#host = host;
    const element = host.root.host as HTMLElement;
    this.#spoken = spokenBy.get(element) ?? new SpokenAround(element);
    spokenBy.set(element, this.#spoken);
  }

  /** Another incident or identity. */
  close(): void {
    this.#spoken.say('', '');
  }

  /** As a menu has it. */
  get items(): MenuItem[] {
    if (!this.#zone || !this.#messages) return [];
    const { own, desk } = this.#messages;
    return [['zone', this.#isDesk ? own : desk(this.#zone)]];
  }

  /** Tells times in the other zone, from now on. */
  turn(): void {
    this.#isDesk = !this.#isDesk;
    this.#isChosen = true;
    keepDeskZone(this.#isDesk);
    void this.#host.focusOn('.open-menu');
  }

  /** Tells times as chosen, and says in which zone where that is not the reader's. */
  template(locale: string): unknown {
    const before = this.items[0]?.[1];
    const drawn = this.#draw(locale);
    // The menu has been drawn before this.
    if (this.items[0]?.[1] !== before) queueMicrotask(this.#host.changed);
    return drawn;
  }

  #draw(locale: string): unknown {
    const { changed, ownWords, feed } = this.#host;
    const zone = feed.head?.incident.zone;
    this.#zone =
      zone && isZone(zone) && this.#comparison.differs(zone, this.#spoken.zoneAround, feed)
        ? zone
        : undefined;
    const isDesk = this.#zone !== undefined && this.#isDesk;
    this.#spoken.say('', isDesk ? (this.#zone as string) : '');
    if (!this.#zone) return nothing;
    const language = languageOf(locale, 'timeline-save');
    const words = messagesOf(language, 'timeline-save', changed);
    if (!words) return nothing;
    this.#messages = withOwnWords(
      words as unknown as TimelineSaveMessages,
      language,
      ownWords(),
    ).zone;
    const said = isDesk ? this.#messages.saidDesk(this.#zone) : this.#messages.saidOwn;
    if (!isDesk && !this.#isChosen) return nothing;
    return html`<p class=${isDesk ? 'hint zone' : 'quiet'} ?data-say=${this.#isChosen}><bdi>${said}</bdi></p>`;
  }
}
