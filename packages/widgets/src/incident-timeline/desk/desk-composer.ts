import type { NoteVisibility } from '@incident-kit/server/domain';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { KeptDraft } from '../kept-draft.ts';
import type { NoteDraft } from '../note-draft.ts';
import type { WorkMessages } from '../work-messages.ts';
import { type Doubts, doubtsAbout } from './before-sending.ts';
import { deskComposerTemplate } from './desk-composer-view.ts';
import type { DeskHost } from './desk-host.ts';
import { mayReply } from './may-reply.ts';
import { MentionPicker } from './mention-picker.ts';
import { Replies } from './replies.ts';

/** Two boxes, one at a time: what is written to the reporter, and what the desk writes among itself. */
export class DeskComposer {
  readonly #host: DeskHost;
  readonly #kept: KeptDraft;
  readonly #replies: Replies;
  readonly #mentions: MentionPicker;
  /** What somebody is asked to look at before they send their reply. */
  #doubts: Doubts | undefined;
  #words: { messages: TimelineDeskMessages; shared: WorkMessages } | undefined;

  constructor(host: DeskHost) {
    this.#host = host;
    this.#kept = host.keeper(() => {
      this.#replies.resume();
      host.changed();
    });
    host.draft.changed = host.changed;
    this.#mentions = new MentionPicker(host.kit, host.changed);
    this.#replies = new Replies(host, this.#kept, () => this.#words);
  }

  /** Gives whether there was a reply that could still be taken back. */
  takeBack(): boolean {
    const canBe = this.#replies.secondsLeft > 0;
    this.#replies.takeBack();
    return canBe;
  }

  /** The timeline has left the page. */
  leave(): void {
    this.#replies.leave();
  }

  /** Another incident or identity is shown. */
  close(): void {
    this.#replies.close();
  }

  /** @param beside - what stands beside the note that is open */
  template(
    messages: TimelineDeskMessages,
    shared: WorkMessages,
    beside: (note: NoteDraft | undefined) => unknown,
  ): unknown {
    const { incident, isSending, files, draft, allowed, changed, noteBox } = this.#host;
    this.#words = { messages, shared };
    void this.#kept.keep();
    this.#replies.attachLeft();
    const may = allowed();
    const note = this.#note;
    return deskComposerTemplate({
      messages,
      shared,
      noteBox,
      reporter: incident()?.reporter ?? null,
      boxes: [
        ...(mayReply(may, incident()) ? [draft.public] : []),
        ...(may.has('add-internal-note') ? [draft.internal] : []),
      ],
      note,
      isSending: isSending() || this.#replies.isPreparing,
      going: draft.going && {
        text: draft.going.text,
        secondsLeft: this.#replies.secondsLeft,
        onTakeBack: () => this.#replies.takeBack(),
        onSendNow: () => void this.#replies.sendNow(),
      },
      files: note && files(note.visibility),
      beside: beside(note),
      onToggle: (visibility) => this.#toggle(visibility),
      onClose: () => this.#close(),
      mentions: note?.visibility === 'internal' ? this.#mentions : undefined,
      onInput: (field) => {
        note?.write(field.value);
        if (note?.visibility === 'internal') this.#mentions.follow(field);
        this.#doubts = undefined;
        // It stays open whatever the page has as its default.
        draft.open = note?.visibility;
        changed();
      },
      doubts: note?.visibility === 'public' ? this.#doubts : undefined,
      onSend: (isSure) => note && this.#send(note, isSure),
    });
  }

  /** The one that is open. */
  get #note(): NoteDraft | undefined {
    const { draft, defaultNote, allowed, incident } = this.#host;
    const chosen = draft.open === undefined ? (defaultNote() ?? 'internal') : draft.open;
    if (chosen === 'internal') return draft.internal;
    return chosen === 'public' && mayReply(allowed(), incident()) ? draft.public : undefined;
  }

  /** @param isSure - whether what is doubtful about a reply has been seen */
  #send(note: NoteDraft, isSure: boolean): void {
    const { draft, feed, isSending, sendNote, changed } = this.#host;
    const isReply = note.visibility === 'public' && note.text.trim();
    if (!isReply || isSending()) {
      sendNote(note);
      return;
    }
    this.#doubts = isSure ? undefined : doubtsAbout(note.text, feed.entries, draft.internal.text);
    if (this.#doubts) changed();
    else void this.#replies.hold(note);
  }

  #toggle(visibility: NoteVisibility): void {
    if (this.#note?.visibility === visibility) this.#close();
    else this.#host.compose(visibility);
  }

  /** What was written stays, and comes back with the box. */
  #close(): void {
    const note = this.#note;
    if (!note) return;
    this.#host.draft.open = null;
    void this.#host.focusOn(`.audiences [data-readers=${note.visibility}]`);
  }
}
