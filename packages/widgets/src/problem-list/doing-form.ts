import { html, nothing, type TemplateResult } from 'lit';
import { formEnd } from '../base/form-end.ts';
import type { ProblemListMessages } from '../locales/en/problem-list.ts';
import type { Doing } from './hint-card.ts';

export { leaveForm } from '../base/form-end.ts';

interface FormModel {
  words: ProblemListMessages;
  onText(text: string): void;
  onSend(): void;
  onLeave(): void;
  onDiscard(): void;
}

/** Asks for the title of the problem, or why there is none. */
export function doingForm(doing: Doing, title: string, model: FormModel): TemplateResult {
  const { words, onText, onSend, onLeave, onDiscard } = model;
  const { what, text, isBusy, problem } = doing;
  const label = what === 'dismiss' ? words.reason : words.title;
  const explained = { open: words.opens, dismiss: words.rests, create: '' }[what];
  return html`
    <form
      class="doing"
      aria-label=${what === 'create' ? words.create : words.actionOf(words[what], title)}
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
      ${explained ? html`<p>${explained}</p>` : nothing}
      <div class="field">
        <label for="text">${label}</label>
        <input
          id="text"
          lang=""
          dir="auto"
          maxlength=${what === 'dismiss' ? 500 : 200}
          autocomplete="off"
          .value=${text}
          @input=${(event: Event) => onText((event.target as HTMLInputElement).value)}
        />
      </div>
      ${formEnd({
        ...{ problem, isBusy, leave: words.cancel, onLeave },
        submit: isBusy ? words.sending : what === 'dismiss' ? words.dismiss : words.open,
        leaving: doing.isLeft && { words, onDiscard },
      })}
    </form>
  `;
}
