import { nothing } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { formatInstant } from '../base/intl.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { OnCallMessages } from '../locales/en/on-call.ts';
import type { OnCallOverrideMessages } from '../locales/en/on-call-override.ts';
import { formBone } from './bones.ts';
import type { OverrideForm, Saved } from './override-form.ts';
import type { Shift, Shifts } from './roster.ts';

/** What overriding needs of its element. */
export interface FlowHost {
  kit(): KitClient | undefined;
  explain(error: KitRequestError): string;
  draw(): void;
  focusOn(selector: string): void;
  /** The server's time, epoch milliseconds. */
  now(): number;
  locale(): string;
  messages(): OnCallMessages | undefined;
  /** That version of the schedules is in force: what is shown is to be read again. */
  changed(version: number): void;
}

/** Taking a shift, putting somebody on call, and cancelling that: the form comes when it is first opened. */
export class OverrideFlow {
  /** The shift whose form is open, by its beginning. */
  opened: number | undefined;

  readonly #host: FlowHost;
  readonly #later: LaterPart<typeof OverrideForm>;
  #form: OverrideForm | undefined;
  /** What somebody did here last, or why it was refused. */
  #news: { problem: KitRequestError } | { done: string } | undefined;

  constructor(host: FlowHost) {
    this.#host = host;
    this.#later = new LaterPart(
      async () => {
        const { OverrideForm } = await import('./override-form.ts');
        return OverrideForm;
      },
      () => host.draw(),
    );
  }

  /** Another identity or server: nothing that was done may be shown. */
  forget(): void {
    this.opened = undefined;
    this.#news = undefined;
  }

  /** Opens the form of a shift, or closes it. */
  readonly toggle = (shift: Shift): void => {
    this.#news = undefined;
    if (this.opened === shift.from) {
      this.#close();
      return;
    }
    this.opened = shift.from;
    void this.#later.come().then(() => this.#begin(shift));
    this.#host.draw();
  };

  /** Cancels an override of a schedule. */
  async cancel(schedule: string, override: string): Promise<void> {
    const kit = this.#host.kit();
    if (!kit) return;
    try {
      const { version } = await kit.call((api) =>
        api.onCall.cancelOverride.mutate({ schedule, override }),
      );
      this.#done(version, this.#host.messages()?.cancelled ?? '');
    } catch (problem) {
      this.#news = { problem: problem as KitRequestError };
      this.#host.draw();
    }
  }

  #begin(shift: Shift): void {
    const host = this.#host;
    const Form = this.#later.get();
    if (!Form || this.opened !== shift.from) return;
    this.#form ??= new Form({
      kit: () => host.kit(),
      explain: (error) => host.explain(error),
      draw: () => host.draw(),
      saved: (saved) => this.#saved(saved),
      close: () => this.#close(),
      focusOn: (selector) => host.focusOn(selector),
    });
    this.#form.begin(shift, host.now(), host.locale());
    host.focusOn('.override select, .override input');
  }

  #close(): void {
    const from = this.opened;
    this.opened = undefined;
    this.#host.focusOn(`.take[data-from="${from}"]`);
  }

  #saved({ version, name, from, to }: Saved): void {
    const at = (when: number) => formatInstant(this.#host.locale(), when);
    this.#done(version, this.#host.messages()?.taken(name, at(from), at(to)) ?? '');
  }

  #done(version: number, done: string): void {
    this.opened = undefined;
    this.#news = { done };
    this.#host.changed(version);
    // The button that it was done with is gone.
    this.#host.focusOn('.details h3');
  }

  /** What somebody did here last, as a notice. */
  news(): unknown {
    const news = this.#news;
    if (!news) return nothing;
    return 'done' in news
      ? notice('success', circleCheckGlyph, news.done)
      : notice('danger', circleAlertGlyph, this.#host.explain(news.problem));
  }

  /**
   * The form that is open.
   * @param words undefined until they have come
   */
  form(
    shifts: Shifts,
    schedule: string,
    messages: OnCallMessages,
    words: OnCallOverrideMessages | undefined,
  ): unknown {
    if (this.opened === undefined) return nothing;
    if (words && this.#form) {
      return this.#form.draw({ shifts, schedule, locale: this.#host.locale(), words });
    }
    return this.#later.hasFailed
      ? notice('warning', cloudOffGlyph, messages.partFailed)
      : formBone();
  }
}
