import type { NoteVisibility } from '@incident-kit/server/domain';
import { html, nothing } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import type { KitApi } from '../client/api.ts';
import type { TimelineWorkMessages } from '../locales/en/timeline-work.ts';
import { ActionFlow } from './action-flow.ts';
import type { Answer } from './action-form.ts';
import type { FormAction, ImmediateAction, Seen } from './actions.ts';
import { composerTemplate, noteBox } from './composer.ts';
import type { Finding } from './finding.ts';
import type { Head } from './head.ts';
import { headerActionsTemplate } from './header-actions.ts';
import { KeptDraft } from './kept-draft.ts';
import { LaterNoteChanges } from './later-note-changes.ts';
import type { NoteChangesHost } from './note-changes.ts';
import { draftOf, type IncidentDraft } from './note-draft.ts';
import { NoteFiles } from './note-files.ts';
import { NoteSender } from './note-sender.ts';
import { withOwnWords } from './own-words.ts';
import { isItFixedTemplate, openFormTemplate, type Question } from './question.ts';
import type { ShownEntry } from './shown-entry.ts';
import { TimelineDesk } from './timeline-desk.ts';
import { TimelineTools } from './timeline-tools.ts';
import { styles } from './work.styles.ts';
import type { WorkHost } from './work-host.ts';
import type { WorkMessages } from './work-messages.ts';

/** Where the focus goes back to when nothing is to be done after all. */
const openers: Partial<Record<FormAction, string>> = {
  resolve: '.open-resolve',
  'not-fixed': '.not-fixed',
};

/**
 * What somebody writes about an incident and does with it, with its boxes, forms, styles and words. It is loaded
 * where somebody begins to, or has something to do.
 */
export class TimelineWork {
  readonly #host: WorkHost;
  readonly #draft: IncidentDraft;
  /** What this person did here, by its position. */
  readonly #own = new Set<number>();
  readonly #kept: KeptDraft;
  readonly #files: NoteFiles;
  readonly #flow: ActionFlow;
  readonly #sender: NoteSender;
  readonly #desk: TimelineDesk;
  readonly #tools: TimelineTools;
  readonly #changes: LaterNoteChanges;
  #locale = 'en';

  constructor(host: WorkHost) {
    this.#host = host;
    const { kit, incident, root, changed, explain, announcer } = host;
    this.#draft = draftOf(kit, incident);
    this.#kept = new KeptDraft(kit, incident, this.#draft, changed);
    this.#files = new NoteFiles(kit, incident, { root, changed, explain });
    this.#flow = new ActionFlow({
      send: (command) => this.#send(command),
      explain,
      started: () => {
        announcer.hold();
        changed();
      },
      ended: (task, own, error) => {
        if (own) this.#own.add(own);
        // What was done is told as everybody hears it; whoever sent a note need not hear it again.
        const isNote = task === 'note' && !error && !this.#sender.isAnother;
        announcer.release(isNote ? own : undefined);
        const noteSent = this.#messages?.noteSent;
        if (isNote && noteSent) announcer.say(noteSent);
        // Somebody else was faster: what is shown is out of date.
        if (error?.status === 409) host.reload();
        changed();
      },
    });
    this.#sender = new NoteSender(host, this.#flow, this.#files, () => this.#messages);
    this.#tools = new TimelineTools(host);
    this.#changes = new LaterNoteChanges(host, this.#draft, () => this.#changesHost());
    this.#flow.forget(this.#draft.answers);
    this.#desk = new TimelineDesk((kit) => ({
      kit,
      root,
      answers: this.#draft.answers,
      incident: () => host.feed.head?.incident,
      draft: this.#draft,
      keeper: (taken) => new KeptDraft(kit, incident, this.#draft, taken),
      defaultNote: host.defaultNote,
      feed: host.feed,
      announcer,
      own: this.#own,
      allowed: host.allowed,
      isBusy: () => this.#flow.busy !== undefined,
      run: this.#run,
      explain,
      complain: (problem) => {
        this.#flow.problem = problem;
      },
      changed,
      focusOn: host.focusOn,
      goOn: () => this.#goOn(),
      openForm: (action) => this.#openForm(action),
      closeForm: () => this.#flow.close(),
      noteBox,
      compose: host.compose,
      isSending: () => this.#flow.busy === 'note',
      sendNote: (note) => void this.#sender.send(note),
      files: (readers) => this.#filesOf(readers),
      attaching: (readers) => this.#files.of(readers),
    }));
    this.#desk.restart(kit, incident);
  }

  /** Another incident or identity. */
  close(): void {
    this.#flow.forget({ desk: '', everybody: '' });
    this.#files.close();
    this.#tools.close();
    this.#desk.restart(undefined, '');
  }

  /** The timeline is no longer on the page, and may come back. */
  leave(): void {
    this.#desk.leave();
  }

  /** Whether its words have come. */
  isReady(locale: string): boolean {
    this.#locale = locale;
    return this.#messages !== undefined;
  }

  /** What a conflict or a failure has to say. */
  get problem(): string | undefined {
    return this.#flow.problem;
  }

  /** What somebody looks for in what happened; undefined while nobody does. */
  get finding(): Finding | undefined {
    return this.#tools.finding;
  }

  /** Opens the box in which is said what to look for, and goes there. */
  find(): void {
    this.#tools.find();
  }

  /** Takes what somebody began to write before this was there. */
  begin(text: string): void {
    const note = this.#draft.public;
    if (text) note.write([note.text, text].filter(Boolean).join('\n\n'));
  }

  /** The incident stands otherwise: what can no longer be done is closed, and what was written in it kept. */
  headChanged({ may, incident }: Head): void {
    const reason = () => this.#messages?.meanwhile(incident.status.name) ?? '';
    const withdrawn = this.#flow.withdraw(may, reason) ?? this.#desk.withdraw();
    if (withdrawn) this.#draft.append(withdrawn.text, withdrawn.audience);
  }

  // ---- what is drawn ----

  /** The buttons for what may be done. */
  actions(head: Head): unknown {
    addStyles(this.#host.root, styles);
    return this.#draw(head, headerActionsTemplate);
  }

  /** What was opened above what happened: a form, and what is looked for in it. */
  form(head: Head): unknown {
    const ofDesk = this.#desk.template(this.#host.allowed(), this.#locale);
    return [
      ofDesk ?? this.#draw(head, openFormTemplate),
      this.#tools.template(this.#locale, this.#host.context()),
    ];
  }

  /** What whoever reported it is asked: whether it is fixed. */
  question(head: Head): unknown {
    return this.#draw(head, isItFixedTemplate);
  }

  /** Whether the box for a note that these readers read can be opened, as far as it has come. */
  canOpen(): boolean {
    return !this.#host.allowed().has('add-internal-note') || this.#desk.isThere;
  }

  open(readers: NoteVisibility): void {
    this.#draft.open = readers;
    void this.#host.focusOn('#note');
  }

  #filesOf(readers: NoteVisibility): unknown {
    return this.#files.template(this.#host.feed.head?.attachments, this.#locale, readers);
  }

  /** What may be done with an entry. */
  below(entry: ShownEntry): unknown {
    return [this.#tools.below(entry), this.#changes.template(entry)];
  }

  #changesHost(): NoteChangesHost {
    const { root, changed, explain, focusOn, reload, compose } = this.#host;
    return {
      root,
      draft: this.#draft,
      noteBox,
      messages: () => this.#messages,
      isBusy: () => this.#flow.busy !== undefined,
      run: this.#run,
      explain,
      changed,
      focusOn,
      reload,
      compose,
    };
  }

  /** The box for a note. */
  composer(): unknown {
    const allowed = this.#host.allowed();
    const messages = this.#messages;
    if (messages && allowed.has('add-internal-note')) {
      const waiting = html`<div class="composer" aria-busy="true"></div>`;
      return this.#desk.composer(messages, this.#locale) ?? waiting;
    }
    if (!messages || !allowed.has('add-note')) return nothing;
    const note = this.#draft.public;
    void this.#kept.keep();
    return composerTemplate({
      messages,
      note,
      isSending: this.#flow.busy === 'note',
      files: this.#filesOf('public'),
      onChange: this.#host.changed,
      onSend: () => void this.#sender.send(note),
    });
  }

  get #messages(): WorkMessages | undefined {
    const shared = this.#host.context()?.messages;
    const language = languageOf(this.#locale, 'timeline-work');
    const found = messagesOf(language, 'timeline-work', this.#host.changed);
    if (!found || !shared) return undefined;
    const words = found as unknown as TimelineWorkMessages;
    return { ...shared, ...withOwnWords(words, language, this.#host.ownWords()) };
  }

  #draw(head: Head, template: (question: Question) => unknown): unknown {
    const messages = this.#messages;
    if (!messages) return nothing;
    return template({
      head,
      messages,
      locale: this.#locale,
      allowedActions: this.#host.allowed(),
      flow: this.#flow,
      onAct: this.#act,
      onOpenForm: this.#openForm,
      moreActions: this.#desk.items(this.#locale),
      tools: this.#tools.items(messages),
      onMore: (name) => this.#tools.begin(name) || this.#desk.begin(name),
      onInput: this.#fillIn,
      onSend: this.#submitForm,
      onCancel: this.#closeForm,
    });
  }

  // ---- what is done ----

  #send(command: (api: KitApi, seen: Seen) => Promise<{ seq: number }>): Promise<{ seq: number }> {
    const { kit, incident, feed } = this.#host;
    // What the person decided on, as they saw it; what they did themselves they know.
    const basedOn = Math.max(feed.head?.incident.seq ?? 1, ...this.#own);
    return kit.call((api) => command(api, { incident, basedOn }));
  }

  readonly #run: NoteChangesHost['run'] = (command, onFailed, onDone) =>
    this.#flow.run('desk', () => this.#send(command), onFailed, onDone);

  readonly #act = async (action: ImmediateAction): Promise<void> => {
    if (await this.#flow.act(action)) await this.#goOn();
  };

  readonly #openForm = (action: FormAction): void => {
    this.#desk.closeForm();
    this.#flow.open(action);
    void this.#host.focusOn('#ask-choice, #ask-text');
  };

  readonly #submitForm = async (): Promise<void> => {
    const { form } = this.#flow;
    const messages = this.#messages;
    if (!form || !messages) return;
    const missing = this.#flow.check(messages.forms[form.action]);
    if (missing) return this.#host.focusOn(`#ask-${missing}`);
    if (await this.#flow.submit()) await this.#goOn();
  };

  readonly #fillIn = (patch: Partial<Answer>): void => {
    this.#flow.fillIn(patch);
    this.#host.changed();
  };

  readonly #closeForm = (): void => {
    const { action } = this.#flow.form ?? {};
    this.#flow.close();
    void this.#host.focusOn((action && openers[action]) ?? '.open-menu');
  };

  async #goOn(): Promise<void> {
    // At once: who goes on to something else keeps the focus there.
    await this.#host.focusOn('h2');
    await this.#host.readHead();
  }
}
