import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { NoteDraft } from '../note-draft.ts';
import { besideTemplate } from './beside-view.ts';
import { answersFor, type Canned, filledIn, readCanned } from './canned-answers.ts';
import { CannedPicker } from './canned-picker.ts';
import type { DeskHost } from './desk-host.ts';
import { Presence } from './presence.ts';
import { SinceBegun } from './since-begun.ts';

/** What stands beside a note of the desk's: who else is here, what they did meanwhile, what may be put in. */
export class BesideNote {
  readonly #host: DeskHost;
  readonly #presence: Presence;
  readonly #begun = new SinceBegun();
  readonly #picker: CannedPicker;
  #canned: Canned | undefined;

  constructor(host: DeskHost, incident: string) {
    this.#host = host;
    this.#picker = new CannedPicker(host.changed, host.focusOn);
    this.#presence = new Presence(host.kit, incident, host.changed);
    host.root.addEventListener('input', this.#onInput);
    void readCanned(host.kit).then((canned) => {
      this.#canned = canned;
      host.changed();
    });
  }

  /** The timeline is no longer on the page; it says so itself when it is drawn again. */
  leave(): void {
    this.#presence.leave();
  }

  /** Listens no more. */
  close(): void {
    this.#host.root.removeEventListener('input', this.#onInput);
    this.leave();
  }

  /** @param note - the one that is open */
  template(messages: TimelineDeskMessages, locale: string, note: NoteDraft | undefined): unknown {
    const { root, feed, own, isBusy, draft } = this.#host;
    if (root.host.isConnected) this.#presence.enter();
    // What was sent is no longer being written.
    if (!draft.public.text && !draft.internal.text) this.#begun.write('', []);
    const news = this.#begun.count(feed.entries, own, isBusy());
    return [
      note && this.#answers(messages, locale, note),
      besideTemplate(this.#presence.others, news, messages),
    ];
  }

  get #note(): HTMLTextAreaElement | null {
    return this.#host.root.querySelector('#note');
  }

  #answers(messages: TimelineDeskMessages, locale: string, { visibility }: NoteDraft): unknown {
    const { incident } = this.#host;
    const now = incident();
    const { answers = [], agent = null } = this.#canned ?? {};
    if (!now) return undefined;
    const offered = answersFor(answers, visibility, now);
    return this.#picker.template(offered, messages, (chosen) => {
      const note = this.#note;
      if (!note || note.readOnly) return;
      const { selectionStart, selectionEnd } = note;
      note.setRangeText(filledIn(chosen, now, agent, locale), selectionStart, selectionEnd, 'end');
      // As if it had been typed.
      note.dispatchEvent(new Event('input', { bubbles: true }));
      note.focus();
    });
  }

  readonly #onInput = ({ target }: Event): void => {
    const { id, value } = target as HTMLTextAreaElement;
    if (id !== 'note') return;
    this.#presence.write(value);
    this.#begun.write(value, this.#host.feed.entries);
  };
}
