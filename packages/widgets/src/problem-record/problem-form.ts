import { html, nothing, type TemplateResult } from 'lit';
import { formEnd } from '../base/form-end.ts';
import { theirsBeside } from '../base/theirs-beside.ts';
import type { ProblemRecordMessages } from '../locales/en/problem-record.ts';
import {
  type Answer,
  type Doing,
  type PlaceName,
  places,
  type TextName,
  texts,
} from './problem-fields.ts';

interface FormModel {
  root: ShadowRoot;
  words: ProblemRecordMessages;
  doing: Doing;
  offered: Answer['offered'];
  isBusy: boolean;
  /** Why it was refused, as a sentence; and whether because somebody was faster. */
  problem: { sentence: string; isStale: boolean } | undefined;
  onValue(name: TextName | PlaceName | 'text', value: string): void;
  onSend(): void;
  onLeave(): void;
  onDiscard(): void;
  onTakeOver(): void;
}

const lengths: Record<TextName, number> = {
  title: 200,
  description: 10_000,
  cause: 10_000,
  workaround: 10_000,
  change: 500,
};

/** What somebody writes about a problem, or about what becomes of it. */
export function problemForm(model: FormModel): TemplateResult {
  const { words, doing, isBusy, problem, onSend, onLeave, onDiscard, onTakeOver } = model;
  const label =
    doing.what === 'edit'
      ? words.edit
      : doing.what === 'link'
        ? words.link
        : words.moves[doing.what];
  const submit = doing.what === 'edit' ? words.save : doing.what === 'link' ? words.linkIt : label;
  return html`
    <form
      class="doing"
      part="form"
      aria-label=${label}
      aria-busy=${isBusy}
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        onSend();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.isComposing) onLeave();
      }}
    >
      ${fieldsOf(model)}
      ${formEnd({
        problem: problem?.sentence,
        remedy: problem?.isStale ? { label: words.takeOver, onClick: onTakeOver } : undefined,
        ...{ isBusy, submit: isBusy ? words.saving : submit },
        ...{ leave: words.cancel, onLeave, leaving: doing.isLeft && { words, onDiscard } },
      })}
    </form>
  `;
}

function fieldsOf(model: FormModel): unknown {
  const { words, doing } = model;
  if (doing.what === 'link') {
    return [
      line('text', words.link, doing.text, 20, model),
      html`<p class="hint">${words.linkHint}</p>`,
    ];
  }
  if (doing.what === 'resolved') return area('text', words.resolution, doing.text, 10_000, model);
  if (doing.what !== 'edit') return line('text', words.why, doing.text, 500, model);
  const { values } = doing;
  return [
    ...texts.map((each) => {
      const make = each === 'title' || each === 'change' ? line : area;
      return make(each, words.fields[each], values[each], lengths[each], model);
    }),
    html`<div class="places">${places.map((each) => choice(each, values[each], model))}</div>`,
  ];
}

type Name = TextName | 'text';

function line(name: Name, label: string, value: string, max: number, model: FormModel): unknown {
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        lang=""
        dir="auto"
        maxlength=${max}
        autocomplete="off"
        aria-describedby="${name}-theirs"
        .value=${value}
        @input=${(event: Event) => model.onValue(name, (event.target as HTMLInputElement).value)}
      />
      ${theirs(name, model)}
    </div>
  `;
}

function area(name: Name, label: string, value: string, max: number, model: FormModel): unknown {
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <textarea
        id=${name}
        lang=""
        dir="auto"
        maxlength=${max}
        aria-describedby="${name}-theirs"
        .value=${value}
        @input=${(event: Event) => model.onValue(name, (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${theirs(name, model)}
    </div>
  `;
}

function choice(name: PlaceName, value: string, model: FormModel): unknown {
  const { words, offered, onValue } = model;
  // What it has stays one to choose, also when it is offered no more.
  const isOffered = !value || offered[name].some(({ id }) => id === value);
  const all = isOffered ? offered[name] : [...offered[name], { id: value, name: value }];
  return html`
    <div class="field">
      <label for=${name}>${words.fields[name]}</label>
      <select
        id=${name}
        aria-describedby="${name}-theirs"
        @change=${(event: Event) => onValue(name, (event.target as HTMLSelectElement).value)}
      >
        <option value="" ?selected=${!value}>${words.none}</option>
        ${all.map((each) => html`<option value=${each.id} ?selected=${each.id === value}>${each.name}</option>`)}
      </select>
      ${theirs(name, model)}
    </div>
  `;
}

/** What somebody else wrote in the same field. */
function theirs(name: Name | PlaceName, { root, words, doing, offered }: FormModel): unknown {
  const text = doing.what === 'edit' && name !== 'text' ? doing.theirs[name] : undefined;
  if (text === undefined) return nothing;
  const isPlace = name === 'service' || name === 'category' || name === 'team';
  const said = isPlace ? offered[name].find(({ id }) => id === text)?.name : text;
  return theirsBeside(root, `${name}-theirs`, words.theirs, said || text || words.none);
}
