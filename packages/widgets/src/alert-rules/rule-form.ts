import type { AlertRule } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { draftChoice, draftField, draftForm } from '../base/drafts/draft-field.ts';
import type { AlertRulesEditorMessages } from '../locales/en/alert-rules-editor.ts';
import { type FieldProblem, problemsIn, type RuleFields, toFields, toRule } from './rule-fields.ts';
import type { Offered } from './rule-row.ts';

interface FormHost {
  draw(): void;
  focusOn(selector: string): void;
  /** It is as it should be. */
  done(rule: AlertRule): void;
  leave(): void;
}

interface FormModel {
  words: AlertRulesEditorMessages;
  offered: Offered;
  /** The keys of the sources that there are. */
  sources: readonly string[];
}

type TextField = 'name' | 'source' | 'severity' | 'groupBy' | 'threshold' | 'pause';
type Choice = 'outcome' | 'grouping' | 'service' | 'impact' | 'urgency';

/** A rule while somebody edits it. */
export class RuleForm {
  readonly rule: AlertRule;
  readonly isNew: boolean;
  readonly #host: FormHost;
  readonly #fields: RuleFields;
  #problems: FieldProblem[] = [];

  constructor(rule: AlertRule, isNew: boolean, host: FormHost) {
    this.rule = rule;
    this.isNew = isNew;
    this.#host = host;
    this.#fields = toFields(rule);
  }

  draw(model: FormModel): TemplateResult {
    const { words, offered } = model;
    const { outcome, grouping } = this.#fields;
    const isRaised = outcome === 'raise';
    const form = {
      ...{ name: 'rule-form', words, isNew: this.isNew },
      label: this.isNew ? words.newRule : words.editOf(this.rule.name),
      submit: () => this.#submit(),
      leave: () => this.#host.leave(),
    };
    return draftForm(
      form,
      html`
        ${this.#text('name', words, 120)}
        <fieldset>
          <legend>${words.conditions}</legend>
          <p class="hint">${words.conditionsHint}</p>
          <div class="two">
            ${this.#text('source', words, 2_000, model.sources)} ${this.#text('severity', words, 2_000)}
            ${this.#area('labels', words)} ${this.#area('text', words)}
          </div>
        </fieldset>
        <fieldset>
          <legend>${words.becomes}</legend>
          <div class="two">
            ${this.#choice('outcome', words, Object.entries(words.outcomes))}
            ${isRaised ? this.#choice('grouping', words, Object.entries(words.groupings)) : nothing}
            ${isRaised && grouping === 'labels' ? this.#text('groupBy', words, 2_000) : nothing}
            ${isRaised ? [this.#number('threshold', words), this.#number('pause', words)] : nothing}
            ${this.#choice('service', words, optionsOf(words.asLabels, offered.services))}
            ${this.#choice('impact', words, optionsOf(words.asSeverity, offered.impacts))}
            ${this.#choice('urgency', words, optionsOf(words.asSeverity, offered.urgencies))}
          </div>
        </fieldset>
      `,
    );
  }

  #submit(): void {
    this.#problems = problemsIn(this.#fields);
    const [first] = this.#problems;
    if (first === undefined) this.#host.done(toRule(this.#fields, this.rule));
    else this.#host.focusOn(`#rule-${first}`);
  }

  #text(
    field: TextField,
    words: AlertRulesEditorMessages,
    maxlength: number,
    known: readonly string[] = [],
  ): TemplateResult {
    return draftField(
      this.#fieldOf(field, words),
      ({ invalid, described }) => html`
        <input
          id="rule-${field}"
          lang=${field === 'name' ? '' : nothing}
          dir="auto"
          autocomplete="off"
          maxlength=${maxlength}
          aria-required=${field === 'name' ? 'true' : nothing}
          aria-invalid=${invalid}
          aria-describedby=${described}
          list=${known.length > 0 ? `rule-${field}-known` : nothing}
          .value=${this.#fields[field]}
          @input=${(event: Event) => this.#write(field, event)}
        />
        ${
          known.length > 0
            ? html`<datalist id="rule-${field}-known">
                ${known.map((each) => html`<option value=${each}></option>`)}
              </datalist>`
            : nothing
        }
      `,
    );
  }

  #number(field: 'threshold' | 'pause', words: AlertRulesEditorMessages): TemplateResult {
    return draftField(
      this.#fieldOf(field, words),
      ({ invalid, described }) => html`
        <input
          id="rule-${field}"
          inputmode="decimal"
          autocomplete="off"
          maxlength="5"
          aria-invalid=${invalid}
          aria-describedby=${described}
          .value=${this.#fields[field]}
          @input=${(event: Event) => this.#write(field, event)}
        />
      `,
    );
  }

  #area(field: 'labels' | 'text', words: AlertRulesEditorMessages): TemplateResult {
    return draftField(
      this.#fieldOf(field, words),
      ({ invalid, described }) => html`
        <textarea
          id="rule-${field}"
          spellcheck="false"
          dir="auto"
          rows="2"
          maxlength="5000"
          aria-invalid=${invalid}
          aria-describedby=${described}
          .value=${this.#fields[field]}
          @input=${(event: Event) => this.#write(field, event)}
        ></textarea>
      `,
    );
  }

  #choice(
    field: Choice,
    words: AlertRulesEditorMessages,
    options: readonly (readonly [value: string, label: string])[],
  ): TemplateResult {
    const write = (event: Event) => this.#write(field, event);
    return draftChoice(this.#fieldOf(field, words), this.#fields[field], options, write);
  }

  #fieldOf(field: keyof RuleFields, words: AlertRulesEditorMessages) {
    const problem = this.#problems.find((each) => each === field);
    return {
      id: `rule-${field}`,
      label: words.fields[field],
      hint: (words.hints as Partial<Record<keyof RuleFields, string>>)[field],
      problem: problem && words.problems[problem],
    };
  }

  #write<Field extends keyof RuleFields>(field: Field, { target }: Event): void {
    this.#fields[field] = (target as HTMLInputElement).value as RuleFields[Field];
    // What is chosen decides what else there is to say.
    if (field === 'outcome' || field === 'grouping') this.#host.draw();
  }
}

function optionsOf(
  none: string,
  offered: readonly { id: string; name: string }[],
): (readonly [string, string])[] {
  return [['', none] as const, ...offered.map(({ id, name }) => [id, name] as const)];
}
