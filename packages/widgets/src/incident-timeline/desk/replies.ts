import type { KitRequestError } from '../../client/errors.ts';
import type { KeptFile } from '../../client/upload.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { KeptDraft } from '../kept-draft.ts';
import type { IncidentDraft, NoteDraft, OutgoingReply } from '../note-draft.ts';
import type { WorkMessages } from '../work-messages.ts';
import type { DeskHost } from './desk-host.ts';

/** How long a reply can be taken back before it goes, milliseconds. */
const takeBackMs = 8_000;

/** Until when a reply that an earlier load of the page left behind is sent rather than shown, milliseconds. */
const resumedMs = 86_400_000;

/** What this page sees to, as long as it is there: no other element sends it as well. */
const seenTo = new WeakSet<OutgoingReply>();

/** Files of what came back while another incident was shown. */
const left = new WeakMap<IncidentDraft, KeptFile[]>();

/** What is said of them, in the language that is spoken now. */
interface Words {
  messages: TimelineDeskMessages;
  shared: WorkMessages;
}

/**
 * Replies to whoever reported it: each can be taken back for a moment. It goes at once when the page or the incident
 * is left, or when another is sent; what does not arrive comes back into its box.
 */
export class Replies {
  /** Whether files of one are still being sent. */
  isPreparing = false;

  readonly #host: DeskHost;
  readonly #kept: KeptDraft;
  readonly #words: () => Words | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #endsAt = 0;
  /** What is attached, for when it comes back. */
  #files: KeptFile[] = [];
  /** Another incident or identity is shown by now. */
  #isClosed = false;

  constructor(host: DeskHost, kept: KeptDraft, words: () => Words | undefined) {
    this.#host = host;
    this.#kept = kept;
    this.#words = words;
  }

  /** The one that can be taken back or is on its way. */
  get going(): OutgoingReply | undefined {
    return this.#host.draft.going;
  }

  /** Until it goes, whole seconds; 0 once it is on its way. */
  get secondsLeft(): number {
    return this.#timer ? Math.max(1, Math.ceil((this.#endsAt - performance.now()) / 1000)) : 0;
  }

  /** Takes what stands in the box, to be sent in a moment. */
  async hold(note: NoteDraft): Promise<void> {
    const { draft, attaching, explain, changed, focusOn } = this.#host;
    if (this.isPreparing) return;
    this.isPreparing = true;
    note.problem = undefined;
    changed();
    try {
      await this.sendNow();
      // The one before it has come back.
      if (draft.going || note.problem) return;
      const files = attaching('public');
      const attached = await files?.send();
      const { text, key } = note;
      draft.going = { text, key, at: Date.now(), ...attached };
      this.#files = files?.kept ?? [];
      files?.clear();
      note.sent();
      this.#count(draft.going);
    } catch (error) {
      note.problem = explain(error as KitRequestError);
    } finally {
      this.isPreparing = false;
      await focusOn('#note');
    }
  }

  /** Puts it back into its box, as long as it has not gone. */
  takeBack(): void {
    if (!this.#timer) return;
    this.#stop();
    this.#putBack(undefined);
    this.#host.compose('public');
  }

  /** Sends it without waiting any longer. */
  async sendNow(): Promise<void> {
    const { going } = this;
    if (!going || !this.#timer) return;
    this.#stop();
    await this.#deliver(going);
  }

  /** Sends what an earlier load of the page has left behind. */
  resume(): void {
    const { going } = this;
    if (!going || seenTo.has(going)) return;
    seenTo.add(going);
    // It may have arrived; the server takes it once.
    if (Date.now() - going.at < resumedMs) void this.#deliver(going);
    else this.#putBack(undefined);
  }

  /** Attaches again what came back, as soon as something can be attached. */
  attachLeft(): void {
    const { draft, attaching } = this.#host;
    const files = left.get(draft);
    const there = attaching('public');
    if (this.#isClosed || !files || !there) return;
    left.delete(draft);
    if (files.length) there.addKept(files);
  }

  /** The timeline has left the page: it goes at once. */
  leave(): void {
    void this.sendNow();
  }

  /** Another incident or identity is shown. */
  close(): void {
    this.#isClosed = true;
    this.leave();
  }

  #count(going: OutgoingReply): void {
    seenTo.add(going);
    addEventListener('pagehide', this.#onPageHide);
    this.#endsAt = performance.now() + takeBackMs;
    this.#timer = setInterval(() => {
      if (performance.now() >= this.#endsAt) void this.sendNow();
      else this.#host.changed();
    }, 1000);
  }

  #stop(): void {
    clearInterval(this.#timer);
    removeEventListener('pagehide', this.#onPageHide);
    this.#timer = undefined;
  }

  async #deliver(going: OutgoingReply): Promise<void> {
    const { kit, draft, changed } = this.#host;
    const input = this.#inputOf(going);
    // The button that was pressed goes.
    const { root, focusOn } = this.#host;
    if (root.activeElement?.closest('.going')) {
      void focusOn(root.querySelector('#note') ? '#note' : '.audiences button');
    }
    this.#host.announcer.hold();
    changed();
    try {
      const { entry } = await kit.call((api) => api.incidents.addNote.mutate(input));
      const isThis = this.#host.noteBox.isAsSent(entry, going.text);
      // Its files have arrived with it.
      if (isThis || (entry.kind === 'note' && entry.attachments)) this.#files = [];
      if (isThis) draft.going = undefined;
      else this.#putBack(undefined);
      if (!this.#isClosed) this.#arrived(entry, isThis);
      if (!isThis) draft.public.arrivedBefore(this.#words()?.shared.noteArrived);
    } catch (error) {
      this.#host.announcer.release();
      this.#putBack(error as KitRequestError);
    }
    void this.#kept.keep();
    changed();
    draft.changed?.();
  }

  #arrived(entry: Parameters<DeskHost['feed']['receiveEntry']>[0], isThis: boolean): void {
    const { feed, own, announcer, root } = this.#host;
    own.add(entry.seq);
    feed.receiveEntry(entry, true);
    announcer.release(entry.seq);
    const { noteSent } = this.#words()?.shared ?? {};
    if (noteSent && isThis) announcer.say(noteSent);
    const init = { detail: entry, bubbles: true, composed: true };
    root.host.dispatchEvent(new CustomEvent('incident-note-added', init));
  }

  /** It was taken back, or did not arrive: not a word of it is lost. */
  #putBack(error: KitRequestError | undefined): void {
    const { draft, explain, complain } = this.#host;
    const { going } = draft;
    if (!going) return;
    const note = draft.public;
    if (!note.text) note.key = going.key;
    note.text = [going.text, note.text].filter(Boolean).join('\n\n');
    draft.going = undefined;
    left.set(draft, this.#files);
    this.#files = [];
    this.attachLeft();
    const words = this.#words();
    if (!error || !words) return;
    note.problem = error.passes ? words.shared.noteOffline : explain(error);
    const isElsewhere = draft.open && draft.open !== 'public' && draft[draft.open].text;
    if (!isElsewhere) draft.open = 'public';
    else if (!this.#isClosed) complain(words.messages.replyNotSent);
  }

  #inputOf({ text, key, attachments }: OutgoingReply) {
    const { incident } = this.#kept;
    return {
      incident,
      text,
      visibility: 'public' as const,
      key,
      ...(attachments && { attachments }),
    };
  }

  /** A page that is left has no time to wait for an answer. What does not arrive is sent when it is loaded again. */
  readonly #onPageHide = (): void => {
    const { going } = this;
    if (!going || !this.#timer) return;
    this.#stop();
    this.#host.kit
      .fetch('/trpc/incidents.addNote', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(this.#inputOf(going)),
        keepalive: true,
        // One ends with its page, and in Firefox what it belongs to may as well.
        signal: null,
      })
      // The page may come back as it was.
      .then(() => this.#deliver(going))
      .catch((error: KitRequestError) => this.#putBack(error));
  };
}
