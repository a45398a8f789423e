import type { IncidentView } from '@incident-kit/server/domain';
import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { KitApi } from '../../client/api.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { MenuItem } from '../action-menu.ts';
import type { Audience } from '../actions.ts';
import type { WorkMessages } from '../work-messages.ts';
import { BesideNote } from './beside-note.ts';
import { styles } from './desk.styles.ts';
import {
  type DeskAction,
  type DeskFormAction,
  type ImmediateDeskAction,
  immediateDeskActions,
  offeredDeskActions,
} from './desk-actions.ts';
import { DeskComposer } from './desk-composer.ts';
import { deskFormTemplate, type FieldMessages } from './desk-form-view.ts';
import { deskForms } from './desk-forms.ts';
import type { DeskHost } from './desk-host.ts';
import { actionOfKey, keyOf, keys } from './desk-keys.ts';
import { mayReply } from './may-reply.ts';
import { OpenForm } from './open-form.ts';
import { previewParts } from './preview.ts';
import type { SuggestedChoices } from './suggested-choices.ts';

/**
 * What the desk does with an incident besides what everybody who has to do with it can: it brings its own forms,
 * styles, keys and words, and is loaded where there is something to do.
 */
export class DeskWork {
  readonly #host: DeskHost;
  #form: OpenForm | undefined;
  readonly #beside: BesideNote;
  readonly #composer: DeskComposer;
  readonly #incident: string;
  /** What it may be about; undefined until that was looked for. */
  #suggested: Promise<void> | SuggestedChoices | undefined;

  constructor(host: DeskHost, incident: string) {
    this.#host = host;
    this.#incident = incident;
    this.#beside = new BesideNote(host, incident);
    this.#composer = new DeskComposer(host);
    host.root.addEventListener('keydown', this.#onKeydown as EventListener);
  }

  /** Another incident or identity: listens no more. */
  close(): void {
    this.#host.root.removeEventListener('keydown', this.#onKeydown as EventListener);
    this.#beside.close();
    this.#composer.close();
    this.#form?.close();
    this.#form = undefined;
  }

  /** The timeline is no longer on the page; it says so itself when it is drawn again. */
  leave(): void {
    this.#beside.leave();
    this.#composer.leave();
  }

  /** Whether its words have come with it. */
  get isThere(): boolean {
    return this.#messages(this.#locale) !== undefined;
  }

  /** The boxes in which the desk writes; undefined until their words have come. */
  composer(shared: WorkMessages, locale: string): unknown {
    const messages = this.#messages(locale);
    return (
      messages &&
      this.#composer.template(messages, shared, (note) =>
        this.#beside.template(messages, locale, note),
      )
    );
  }

  /** Closes its form, since another was opened; what was typed comes back with the next one. */
  closeForm(): void {
    this.#form?.close();
    this.#form = undefined;
  }

  /** What can be done, as a menu has it: names, labels, keys. */
  items(locale: string): MenuItem[] {
    const { incident, allowed } = this.#host;
    const now = incident();
    const messages = this.#messages(locale);
    if (!now || !messages) return [];
    return offeredDeskActions(now, allowed()).map((action) => [
      action,
      messages.actions[action],
      keyOf(action),
    ]);
  }

  /** Does what was chosen in the menu, at once or once a form is filled in. */
  begin(name: string): void {
    const action = name as DeskAction;
    if (action in deskForms) this.#open(action as DeskFormAction);
    else void this.#act(action as ImmediateDeskAction);
  }

  /** @returns the open form; without one what it may be about, where nobody has said so */
  template(locale: string): unknown {
    const { root, isBusy, incident, explain } = this.#host;
    addStyles(root, styles);
    const messages = this.#messages(locale);
    const form = this.#form;
    const now = incident();
    if (!messages || !now) return undefined;
    if (!form) return this.#suggestions(now, locale);
    const { preview } = form;
    this.#foretell(form);
    return deskFormTemplate({
      messages,
      form: messages.forms[form.action] as typeof messages.forms.assign & {
        fields: Record<string, FieldMessages>;
      },
      fields: form.fields,
      values: form.values,
      searches: form.searches,
      choices: form.choicesOf(now, messages),
      audience: form.audience,
      problems: form.problems,
      preview: preview.answer
        ? { parts: previewParts(now, preview.answer, messages, locale) }
        : preview.refusal && { refusal: explain(preview.refusal) },
      isSending: isBusy(),
      explain: ({ problem }) => problem && explain(problem),
      onInput: (field, value) => form.write(field, value),
      onSend: () => void this.#submit(messages),
      onCancel: () => {
        this.closeForm();
        void this.#host.focusOn('.open-menu');
      },
    });
  }

  /** Where the server has suggested something, and it is still to be said. */
  #suggestions({ category, assignee }: IncidentView, locale: string): unknown {
    const { allowed, feed, changed } = this.#host;
    const isOpen = {
      category: category === null && allowed().has('categorize'),
      team: assignee === null && allowed().has('assign') && !feed.entries.some(isHandedOver),
    };
    const isAsked = feed.entries.some(
      ({ kind }) =>
        (kind === 'category-suggested' && isOpen.category) ||
        (kind === 'team-suggested' && isOpen.team),
    );
    if (!isAsked) return undefined;
    this.#suggested ??= import('./suggested-choices.ts').then(
      (part) => {
        this.#suggested = new part.SuggestedChoices(this.#host, this.#incident);
        changed();
      },
      // Without a network it does not come, and nobody needs it.
      () => {},
    );
    return this.#suggested instanceof Promise
      ? undefined
      : this.#suggested.template(locale, isOpen);
  }

  /**
   * Closes the open form when what it is for is no longer allowed. Gives what was written in it, which may
   * still be worth a note.
   */
  withdraw(): { text: string; audience: Audience } | undefined {
    const form = this.#form;
    const now = this.#host.incident();
    if (!form || !now || this.#host.isBusy()) return undefined;
    if (offeredDeskActions(now, this.#host.allowed()).includes(form.action)) return undefined;
    const { audience, words } = form;
    this.#host.answers[audience] = '';
    this.#host.complain(
      form.problems.form ?? this.#messages(this.#locale)?.meanwhile(now.status.name) ?? '',
    );
    this.closeForm();
    return { text: words, audience };
  }

  #locale = 'en';

  #messages(locale: string): TimelineDeskMessages | undefined {
    this.#locale = locale;
    const language = languageOf(locale, 'timeline-desk');
    const found = messagesOf(language, 'timeline-desk', this.#host.changed);
    return found as TimelineDeskMessages | undefined;
  }

  #open(action: DeskFormAction): void {
    const { kit, incident, answers, changed, explain, closeForm, focusOn } = this.#host;
    const now = incident();
    const messages = this.#messages(this.#locale);
    if (!now || !messages) return;
    closeForm();
    this.#form?.close();
    this.#form = new OpenForm({ action, kit, incident: now, messages, answers, changed, explain });
    void focusOn('.desk-form :is(input, select, textarea)');
  }

  async #act(action: ImmediateDeskAction): Promise<void> {
    const { incident, run, complain, explain, goOn } = this.#host;
    const now = incident();
    if (!now) return;
    const isDone = await run(
      async (api, seen) => {
        const sent = await immediateDeskActions[action](api, seen, now);
        // Nobody was there to take it: it stands as it did.
        if (!sent) complain(this.#messages(this.#locale)?.inNoTeam ?? '');
        return sent ?? { seq: now.seq };
      },
      (error) => complain(explain(error)),
    );
    if (isDone) await goOn();
  }

  async #submit(messages: TimelineDeskMessages): Promise<void> {
    const { run, explain, goOn, focusOn, changed } = this.#host;
    const form = this.#form;
    const now = this.#host.incident();
    if (!form || !now) return;
    const missing = form.check(messages.forms[form.action].fields);
    if (missing) return focusOn(`#desk-${missing}`);
    const input = form.input(now);
    const isDone = await run(
      (api, seen) => commandOf(api, form.command)({ ...seen, ...input }),
      (error) => form.refuse(error, explain),
      () => {
        form.done();
        // Another may have been opened while this one was on its way.
        if (form === this.#form) this.closeForm();
      },
    );
    if (isDone) return this.#form ? undefined : goOn();
    changed();
    if (form === this.#form && form.firstProblem) await focusOn(`#desk-${form.firstProblem}`);
  }

  /** Asks the server what would happen, as soon as all is chosen that it depends on. */
  #foretell(form: OpenForm): void {
    const { kit, incident, isBusy } = this.#host;
    const now = incident();
    if (!now || isBusy()) return;
    const { reason: _words, ...decisive } = form.isTouched && form.isChosen ? form.input(now) : {};
    if (!Object.keys(decisive).length) {
      form.preview.clear();
      return;
    }
    const asked = { incident: now.incident, command: form.command, input: decisive };
    form.preview.ask(JSON.stringify([asked, now.seq]), () =>
      kit.call((api) => api.incidents.preview.mutate(asked)),
    );
  }

  async #showKeys(): Promise<void> {
    const messages = this.#messages(this.#locale);
    // Without a network it does not come; the next press tries again.
    const part = await import('./keys-help.ts').catch(() => undefined);
    // With the one that everybody has.
    if (messages) part?.showKeys(this.#host.root, messages, { ...keys, '/': 'find' });
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const chosen = actionOfKey(event);
    const now = this.#host.incident();
    if (!chosen || !now || this.#host.isBusy()) return;
    const { allowed, openForm, compose } = this.#host;
    const may = allowed();
    if (chosen === 'help') {
      void this.#showKeys();
    } else if (chosen === 'take-back') {
      if (!this.#composer.takeBack()) return;
    } else if (chosen === 'reply' || chosen === 'note') {
      const isInternal = chosen === 'note';
      if (!(isInternal ? may.has('add-internal-note') : mayReply(may, now))) return;
      compose(isInternal ? 'internal' : 'public');
    } else if (chosen === 'resolve') {
      if (!may.has('resolve')) return;
      openForm('resolve');
    } else {
      if (!offeredDeskActions(now, may).includes(chosen)) return;
      this.begin(chosen);
    }
    event.preventDefault();
  };
}

/** Commands take different inputs; the table of forms says which each takes. */
function commandOf(api: KitApi, command: string) {
  const { mutate } = (
    api.incidents as unknown as Record<string, { mutate(input: object): Promise<{ seq: number }> }>
  )[command] as { mutate(input: object): Promise<{ seq: number }> };
  return mutate;
}

/** Somebody has said whose it is. */
function isHandedOver({ kind }: { kind: string }): boolean {
  return kind === 'assigned' || kind === 'escalated';
}
