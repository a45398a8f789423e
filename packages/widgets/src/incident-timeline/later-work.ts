import { html, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { ellipsisGlyph } from '../base/glyphs/ellipsis.ts';
import { LaterPart } from '../base/later-part.ts';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import type { AllowedActions } from './head.ts';
import type { TimelineWork } from './timeline-work.ts';
import type { WorkHost } from './work-host.ts';

/** What may wait until somebody begins with it: everything else is asked for, or what a desk is there for. */
const mayWait = ['add-note', 'cancel', 'join'];

/** In this tab somebody has begun to write: what they wrote and attached may be kept, and is shown at once. */
const begun = 'incident-kit/begun';

function inStorage<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    // The page or the browser refuses to give it, or to keep anything in it.
    return undefined;
  }
}

/**
 * Loads what it takes to write and to do something, once somebody begins to. Until then there are a box and a
 * button of their looks.
 */
export class LaterWork {
  /** Undefined until it has come. */
  now: TimelineWork | undefined;

  readonly #part: LaterPart<typeof import('./timeline-work.ts')>;
  readonly #changed: () => void;
  #host: WorkHost | undefined;
  #isWanted = false;
  #isReady = false;
  #isComposing = false;
  /** What gets the focus as soon as it has come. */
  #then: ((root: ParentNode) => void) | undefined;
  /** The first key of the desk that was pressed before what it does had come. */
  #pressed: string | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#part = new LaterPart(() => import('./timeline-work.ts'), changed);
  }

  /** Begins anew, with another incident or identity. */
  restart(host: WorkHost | undefined): void {
    this.now?.close();
    this.now = undefined;
    this.#host = host;
    this.#pressed = undefined;
    // Who chose the desk's times in this browser has them at once, too.
    this.#isWanted = !!inStorage(() => sessionStorage[begun] || localStorage['incident-kit/zone']);
  }

  /** Whether it is on its way. */
  get isComing(): boolean {
    return this.#isWanted && !this.#isReady && !this.#part.hasFailed;
  }

  /** Loads it for whoever has more to do than to write, with one of the entries as well. */
  bring(allowed: AllowedActions, locale: string): void {
    this.#isWanted ||=
      [...allowed].some((each) => !mayWait.includes(each)) ||
      (allowed.size > 0 && !!this.#host?.feed.entries.some((each) => 'may' in each));
    const part = this.#isWanted && this.#part.get();
    if (part && this.#host) this.now ??= new part.TimelineWork(this.#host);
    this.#isReady = this.now?.isReady(locale) ?? false;
  }

  /** Gives it when it has come, and takes over what somebody began to write. */
  get(root: ParentNode): TimelineWork | undefined {
    // While a word is being composed, its box stays.
    if (!this.now || !this.#isReady || this.#isComposing) return undefined;
    const starter = root.querySelector<HTMLTextAreaElement>('.starter textarea');
    if (starter) {
      const { value, selectionStart, selectionEnd } = starter;
      this.now.begin(value);
      if (starter.matches(':focus')) {
        this.#then = () => {
          const note = root.querySelector<HTMLTextAreaElement>('#note');
          note?.focus();
          note?.setSelectionRange(selectionStart, selectionEnd);
        };
      }
    }
    if (root.querySelector('.open-menu.starter:focus')) {
      this.#then ??= (root) => root.querySelector<HTMLElement>('.open-menu')?.focus();
    }
    return this.now;
  }

  /** Goes where somebody was when it came, and does what they pressed. */
  drawn(root: ShadowRoot): void {
    if (root.querySelector('.starter')) return;
    this.#then?.(root);
    this.#then = undefined;
    if (!this.now?.canOpen()) return;
    const key = this.#pressed ?? '';
    this.#pressed = undefined;
    if (key)
      root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }

  /** In place of the note box. */
  starterTemplate(messages: IncidentTimelineMessages, allowed: AllowedActions): TemplateResult {
    // The desk says first who is to read it.
    if (allowed.has('add-internal-note')) return html`<div class="bone words"></div>`;
    return html`
      <form
        class="composer starter"
        part="composer"
        aria-label=${messages.note}
        @focusin=${this.want}
        @input=${this.want}
        @dragenter=${this.want}
        @compositionstart=${() => {
          this.#isComposing = true;
        }}
        @compositionend=${() => {
          this.#isComposing = false;
          this.#changed();
        }}
      >
        <textarea
          id="note"
          rows="1"
          aria-label=${messages.note}
          placeholder=${messages.notePlaceholder}
        ></textarea>
      </form>
    `;
  }

  /** In place of the menu. */
  menuTemplate({ more }: IncidentTimelineMessages): TemplateResult {
    return html`
      <button
        type="button"
        class="open-menu starter"
        aria-label=${more}
        title=${more}
        aria-haspopup="menu"
        aria-expanded="false"
        @click=${() => {
          this.#then = (root) => root.querySelector<HTMLElement>('.open-menu')?.click();
          this.want();
        }}
      >
        ${glyph(ellipsisGlyph)}
      </button>
    `;
  }

  /** A slash looks for something, wherever the focus is but in a field. The desk's keys wait for what they do. */
  readonly onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey } = event;
    const { root, allowed } = this.#host as WorkHost;
    if (ctrlKey || metaKey || (root.host as HTMLElement).isContentEditable) return;
    if (key !== '/') {
      if (allowed().has('add-internal-note') && !this.now?.canOpen()) this.#pressed ??= key;
      return;
    }
    event.preventDefault();
    this.#then = () => this.now?.find();
    this.want();
    this.#changed();
  };

  /** Loads it, for whoever begins to write or to do something. */
  readonly want = (): void => {
    // Who draws asks as well: to draw again for that would never end.
    if (this.#isWanted) return;
    this.#isWanted = true;
    inStorage(() => {
      sessionStorage[begun] = '1';
    });
    this.#changed();
  };
}
