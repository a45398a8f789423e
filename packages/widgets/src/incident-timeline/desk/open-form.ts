import type { FieldError, IncidentView, readersOf } from '@incident-kit/server/domain';
import { SearchField } from '../../base/search-field.ts';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { Audience } from '../actions.ts';
import type { DeskFormAction } from './desk-actions.ts';
import type { FieldMessages } from './desk-form-view.ts';
import { type Choices, deskForms, type Field, type Values } from './desk-forms.ts';
import { Preview } from './preview.ts';

/** Of forms in which something is written, as the server has it: anything else does not compile. */
export const readers: Pick<typeof readersOf, 'escalate' | 'override' | 'merge'> = {
  escalate: 'desk',
  override: 'desk',
  merge: 'everybody',
};

export interface OpenFormOptions {
  action: DeskFormAction;
  kit: KitClient;
  incident: IncidentView;
  messages: TimelineDeskMessages;
  /** What was typed before, by who reads it; kept up to date. */
  answers: Record<Audience, string>;
  changed(): void;
  explain(error: KitRequestError): string;
}

/** A form of the desk that is open: what is filled in, what can be chosen, and what is wrong with it. */
export class OpenForm {
  readonly action: DeskFormAction;
  readonly preview: Preview;
  /** What has been read; undefined until it is there. */
  #read: Choices | undefined;
  problems: Record<string, string> = {};
  /** Whether something is chosen that was not so before. */
  isTouched = false;
  readonly searches: Record<string, SearchField> = {};

  readonly #values: Values;
  readonly #answers: Record<Audience, string>;
  readonly #changed: () => void;

  constructor({ action, kit, incident, messages, answers, changed, explain }: OpenFormOptions) {
    this.action = action;
    this.#answers = answers;
    this.#changed = changed;
    this.preview = new Preview(changed);
    const { fields, start, read } = deskForms[action];
    this.#values = start?.(incident) ?? {};
    for (const { name, source } of fields) {
      if (!source) continue;
      this.searches[name] = new SearchField(
        (text) => kit.call((api) => source(api, { text, incident: incident.incident, messages })),
        changed,
      );
    }
    if (read) {
      void kit
        .call(async (api) => read(api, incident, messages))
        .then(({ choices, start: chosen }) => {
          this.#read = choices;
          Object.assign(this.#values, chosen);
          this.isTouched ||= !!chosen;
        })
        .catch((error: KitRequestError) => {
          this.#read = {};
          this.problems.form = explain(error);
        })
        .finally(changed);
    } else this.#read = {};
  }

  get command() {
    return deskForms[this.action].command;
  }

  /** What is asked as it is filled in at present. */
  get fields(): Field[] {
    const { fields } = deskForms[this.action];
    return fields.filter(({ isShown = () => true }) => isShown(this.#values));
  }

  /** What can be chosen, as the incident stands; undefined until it is known. */
  choicesOf(incident: IncidentView, messages: TimelineDeskMessages): Choices | undefined {
    return this.#read && { ...this.#read, ...deskForms[this.action].known?.(incident, messages) };
  }

  /** Who reads what is written in it. */
  get audience(): Audience {
    return (readers as Partial<Record<DeskFormAction, Audience>>)[this.action] ?? 'everybody';
  }

  /** What is written in it for them. */
  get words(): string {
    return this.#hasWords ? this.#answers[this.audience] : '';
  }

  get values(): Values {
    return {
      ...this.#values,
      ...(this.#hasWords && { reason: this.words }),
      ...Object.fromEntries(
        Object.entries(this.searches).map(([name, { value }]) => [name, value]),
      ),
    };
  }

  /** Whether all is there that decides what happens: all but words. */
  get isChosen(): boolean {
    return this.fields.every(
      ({ name, kind, isOptional }) => isOptional || kind === 'words' || this.values[name]?.trim(),
    );
  }

  get firstProblem(): string | undefined {
    return this.fields.find(({ name }) => this.problems[name])?.name;
  }

  write(field: string, value: string): void {
    if (field === 'reason') this.#answers[this.audience] = value;
    else {
      this.#values[field] = value;
      this.isTouched = true;
    }
    delete this.problems[field];
    delete this.problems.form;
    this.#changed();
  }

  /** Looks whether it is filled in. Gives the first field that is not. */
  check(said: Record<string, FieldMessages>): string | undefined {
    this.problems = {};
    for (const { name, isOptional, kind } of this.fields) {
      const { missing } = said[name] ?? {};
      const value = this.values[name]?.trim() ?? '';
      const isThere = kind === 'words' ? value.length >= 3 : value !== '';
      if (missing && !isOptional && !isThere) this.problems[name] = missing;
    }
    return this.firstProblem;
  }

  input(incident: IncidentView): Record<string, unknown> {
    return deskForms[this.action].input(this.values, incident);
  }

  /** Takes what the server said: at the field that it is about, or for all of it. All that was typed stays. */
  refuse(
    error: KitRequestError,
    explain: (error: KitRequestError, field?: FieldError) => string,
  ): void {
    for (const wrong of error.fields) {
      const path = String(wrong.path[0]);
      const field = this.fields.find(({ name, covers = [name] }) => covers.includes(path));
      if (field) this.problems[field.name] ??= explain(error, wrong);
    }
    if (!this.firstProblem) this.problems.form = explain(error);
  }

  /** It was sent: the words are used. */
  done(): void {
    if (this.#hasWords) this.#answers[this.audience] = '';
  }

  close(): void {
    this.preview.clear();
    for (const search of Object.values(this.searches)) search.close();
  }

  get #hasWords(): boolean {
    return deskForms[this.action].fields.some(({ kind }) => kind === 'words');
  }
}
