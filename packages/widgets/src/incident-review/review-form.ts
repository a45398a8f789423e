import { html, nothing, type TemplateResult } from 'lit';
import { formEnd } from '../base/form-end.ts';
import { theirsBeside } from '../base/theirs-beside.ts';
import type { IncidentReviewMessages } from '../locales/en/incident-review.ts';
import { type Draft, sections } from './review-draft.ts';
import { factsOfAction } from './review-sections.ts';

interface FormModel {
  root: ShadowRoot;
  words: IncidentReviewMessages;
  locale: string;
  draft: Draft;
  /** Whom an action may be left to. */
  people: readonly { id: string; name: string }[];
  isBusy: boolean;
  problem: { sentence: string; isStale: boolean } | undefined;
  /** What is drawn is another now. */
  draw(): void;
  onSend(): void;
  onLeave(): void;
  onDiscard(): void;
  onTakeOver(): void;
}

let lastId = 0;

/** For an action that was added. */
export const nextId = (): number => ++lastId;

/** What somebody writes in a review. */
export function reviewForm(model: FormModel): TemplateResult {
  const { words, draft, isBusy, problem, draw, onSend, onLeave, onDiscard, onTakeOver } = model;
  const { theirs } = draft;
  const { root } = model;
  const add = () => {
    draft.actions.push({ id: nextId(), what: '', owner: null, due: null, isDone: false });
    draw();
  };
  return html`
    <form
      class="doing"
      part="form"
      aria-label=${words.edit}
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
      ${sections.map(
        (each) => html`
          <div class="field">
            <label for=${each}>${words.sections[each]}</label>
            <textarea
              id=${each}
              lang=""
              dir="auto"
              maxlength="10000"
              aria-describedby="${each}-theirs"
              .value=${draft.texts[each]}
              @input=${(event: Event) => {
                draft.texts[each] = (event.target as HTMLTextAreaElement).value;
              }}
            ></textarea>
            ${
              theirs.texts[each] === undefined
                ? nothing
                : theirsBeside(
                    root,
                    `${each}-theirs`,
                    words.theirs,
                    theirs.texts[each] || words.none,
                  )
            }
          </div>
        `,
      )}
      <fieldset>
        <legend>${words.actions}</legend>
        ${draft.actions.map((_, index) => actionFields(index, model))}
        <button type="button" class="add" @click=${add}>${words.action.add}</button>
      </fieldset>
      ${formEnd({
        problem: problem?.sentence,
        remedy: problem?.isStale ? { label: words.takeOver, onClick: onTakeOver } : undefined,
        ...{ isBusy, submit: isBusy ? words.saving : words.save },
        ...{ leave: words.cancel, onLeave, leaving: draft.isLeft && { words, onDiscard } },
      })}
    </form>
  `;
}

function actionFields(
  index: number,
  { root, words, locale, draft, people, draw }: FormModel,
): unknown {
  const action = draft.actions[index];
  if (!action) return nothing;
  const { owner } = action;
  const theirs = draft.theirs.actions.get(action.id);
  // Whoever has it stays one to choose, also when they are in no team any more.
  const isKnown = !owner || people.some(({ id }) => id === owner.id);
  const all = isKnown ? people : [...people, { id: owner.id, name: owner.name ?? owner.id }];
  const choose = (id: string) => {
    const chosen = all.find((each) => each.id === id);
    action.owner = chosen ? { id: chosen.id, name: chosen.name } : null;
  };
  return html`
    <div
      class="action"
      role="group"
      aria-label=${`${words.actions} ${index + 1}`}
      aria-describedby="action-${index}-theirs"
    >
      <div class="field what">
        <label for="what-${index}">${words.action.what}</label>
        <input
          id="what-${index}"
          lang=""
          dir="auto"
          maxlength="500"
          .value=${action.what}
          @input=${(event: Event) => {
            action.what = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      <div class="field">
        <label for="owner-${index}">${words.action.owner}</label>
        <select
          id="owner-${index}"
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
        >
          <option value="" ?selected=${!owner}>${words.none}</option>
          ${all.map(
            ({ id, name }) =>
              html`<option value=${id} ?selected=${id === owner?.id}>${name}</option>`,
          )}
        </select>
      </div>
      <div class="field">
        <label for="due-${index}">${words.action.due}</label>
        <input
          id="due-${index}"
          type="date"
          .value=${action.due ?? ''}
          @input=${(event: Event) => {
            action.due = (event.target as HTMLInputElement).value || null;
          }}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          .checked=${action.isDone}
          @change=${(event: Event) => {
            action.isDone = (event.target as HTMLInputElement).checked;
          }}
        />
        ${words.action.done}
      </label>
      <button
        type="button"
        class="plain"
        aria-label=${words.action.remove(action.what)}
        @click=${() => {
          draft.actions.splice(index, 1);
          draw();
        }}
      >×</button>
      ${
        theirs
          ? theirsBeside(
              root,
              `action-${index}-theirs`,
              words.theirs,
              `${theirs.what} · ${factsOfAction(theirs, words, locale)}`,
            )
          : nothing
      }
    </div>
  `;
}
