import { html, nothing, type TemplateResult } from 'lit';
import { draftChoice, draftField, draftForm } from '../base/drafts/draft-field.ts';
import { format } from '../base/intl.ts';
import type { ObjectivesEditorMessages } from '../locales/en/objectives-editor.ts';
import { daysOf, spanOf } from './objective-card.ts';
import type { DefinedObjective } from './objective-changes.ts';
import {
  allowedIn,
  type FieldProblem,
  numberIn,
  type ObjectiveFields,
  problemsIn,
  toFields,
  toObjective,
} from './objective-fields.ts';
import type { Offered } from './read-editable.ts';

interface FormHost {
  draw(): void;
  focusOn(selector: string): void;
  /** It is as it should be. */
  done(objective: DefinedObjective): void;
  leave(): void;
}

interface FormModel {
  words: ObjectivesEditorMessages;
  offered: Offered;
  locale: string;
}

const day = 86_400_000;

/** An objective while somebody edits it. */
export class ObjectiveForm {
  readonly objective: DefinedObjective;
  readonly isNew: boolean;
  readonly #host: FormHost;
  readonly #fields: ObjectiveFields;
  #problems: FieldProblem[] = [];

  /** @param otherPriority - which one is chosen once incidents are to be counted */
  constructor(objective: DefinedObjective, isNew: boolean, otherPriority: string, host: FormHost) {
    this.objective = objective;
    this.isNew = isNew;
    this.#host = host;
    this.#fields = toFields(objective, otherPriority);
  }

  draw(model: FormModel): TemplateResult {
    const { words, offered } = model;
    const { service, counted, priority, isPublic } = this.#fields;
    const named = ({ id, name }: { id: string; name: string }) => [id, name] as const;
    const none = this.isNew ? [['', words.chooseService] as const] : [];
    const form = {
      ...{ name: 'objective-form', words, isNew: this.isNew },
      label: this.isNew ? words.newObjective : words.editOf(this.objective.name),
      submit: () => this.#submit(),
      leave: () => this.#host.leave(),
    };
    return draftForm(
      form,
      html`
        ${this.#text('name', words, 120)}
        <div class="two">
          ${this.#choice('service', words, [...none, ...offered.services.map(named)], service)}
          ${this.#choice('counted', words, Object.entries(words.counted), counted)}
          ${
            counted === 'incidents'
              ? this.#choice('priority', words, offered.priorities.map(named), priority)
              : nothing
          }
        </div>
        <div class="two">
          ${this.#text('target', words, 9)} ${this.#text('windowDays', words, 3)}
        </div>
        <p class="hint">${this.#allows(model)}</p>
        <div class="field">
          <label class="check">
            <input
              id="objective-isPublic"
              type="checkbox"
              aria-describedby="objective-isPublic-hint"
              .checked=${isPublic}
              @change=${({ target }: Event) => {
                this.#fields.isPublic = (target as HTMLInputElement).checked;
              }}
            />
            ${words.fields.isPublic}
          </label>
          <p class="hint" id="objective-isPublic-hint">${words.hints.isPublic}</p>
        </div>
      `,
    );
  }

  #submit(): void {
    this.#problems = problemsIn(this.#fields);
    const [first] = this.#problems;
    if (first === undefined) this.#host.done(toObjective(this.#fields, this.objective.id));
    else this.#host.focusOn(`#objective-${first}`);
  }

  /** The budget in figures, while there is one. */
  #allows({ words, locale }: FormModel): string {
    const perMillion = allowedIn(this.#fields);
    if (perMillion === undefined) return '';
    if (this.#fields.counted === 'measurements') {
      let [bad, of] = [perMillion, 1_000_000];
      while (bad % 10 === 0 && of > 100) [bad, of] = [bad / 10, of / 10];
      const said = (number: number) => format(Intl.NumberFormat, locale, {}, number);
      return words.allowsEvents(said(bad), said(of));
    }
    const days = numberIn(this.#fields.windowDays);
    if (!(days > 0)) return '';
    const span = spanOf(locale, (days * day * perMillion) / 1_000_000);
    return words.allowsTime(span, daysOf(locale, days));
  }

  #text(
    field: 'name' | 'target' | 'windowDays',
    words: ObjectivesEditorMessages,
    maxlength: number,
  ): TemplateResult {
    const isName = field === 'name';
    return draftField(
      this.#fieldOf(field, words),
      ({ invalid, described }) => html`
        <input
          id="objective-${field}"
          lang=${isName ? '' : nothing}
          dir=${isName ? 'auto' : nothing}
          inputmode=${isName ? nothing : 'decimal'}
          autocomplete="off"
          maxlength=${maxlength}
          aria-required="true"
          aria-invalid=${invalid}
          aria-describedby=${described}
          .value=${this.#fields[field]}
          @input=${(event: Event) => this.#write(field, event)}
        />
      `,
    );
  }

  #choice(
    field: 'service' | 'counted' | 'priority',
    words: ObjectivesEditorMessages,
    options: readonly (readonly [value: string, label: string])[],
    chosen: string,
  ): TemplateResult {
    const write = (event: Event) => this.#write(field, event);
    return draftChoice(this.#fieldOf(field, words), chosen, options, write);
  }

  #fieldOf(field: Exclude<keyof ObjectiveFields, 'isPublic'>, words: ObjectivesEditorMessages) {
    const problem = this.#problems.find((each) => each === field);
    return {
      id: `objective-${field}`,
      label: words.fields[field],
      hint: this.#hintOf(field, words),
      problem: problem && words.problems[problem],
    };
  }

  #hintOf(
    field: keyof ObjectiveFields,
    { hints, countedHints, postedAs }: ObjectivesEditorMessages,
  ): string | undefined {
    if (field !== 'counted') {
      return (hints as Partial<Record<keyof ObjectiveFields, string>>)[field];
    }
    const { counted } = this.#fields;
    const isPosted = counted === 'measurements' && !this.isNew;
    return [countedHints[counted], ...(isPosted ? [postedAs(this.objective.id)] : [])].join(' ');
  }

  #write<Field extends Exclude<keyof ObjectiveFields, 'isPublic'>>(
    field: Field,
    { target }: Event,
  ): void {
    this.#fields[field] = (target as HTMLInputElement).value as ObjectiveFields[Field];
    // What is chosen decides what else there is to say, and numbers what they allow for.
    if (field !== 'name') this.#host.draw();
  }
}
