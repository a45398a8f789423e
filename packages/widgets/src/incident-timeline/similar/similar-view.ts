import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import { formatInstant } from '../../base/intl.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { TimelineSimilarMessages } from '../../locales/en/timeline-similar.ts';
import { knownMessages, problemTemplate } from '../known/known-view.ts';
import { withOwnWords } from '../own-words.ts';
import type { WorkHost } from '../work-host.ts';
import { styles } from './similar.styles.ts';
import type { SimilarAnswer } from './similar-answer.ts';

export interface SimilarModel {
  host: WorkHost;
  locale: string;
  answer: SimilarAnswer;
  isOpen: boolean;
  onToggle(): void;
}

interface Drawing extends SimilarModel {
  messages: TimelineSimilarMessages;
}

/** One line with how many there are and what helped; opened, each of them and how it ended. */
export function similarTemplate(model: SimilarModel): unknown {
  const { host, locale, answer, isOpen, onToggle } = model;
  const language = languageOf(locale, 'timeline-similar');
  const found = messagesOf(language, 'timeline-similar', host.changed);
  if (!found) return nothing;
  addStyles(host.root, styles);
  const words = found as unknown as TimelineSimilarMessages;
  const messages = withOwnWords(words, language, host.ownWords());
  const { cause, incidents, knownError } = answer;
  const ofKnown = knownError && knownMessages(host, locale);
  return html`<section class="similar" part="similar" aria-label=${messages.heading}>
    <p>
      <button
        type="button"
        class="plain"
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? 'similar' : nothing}
        @click=${onToggle}
      >${messages.found(incidents.length)}</button>
      ${cause ? html`<bdi>${messages.cause(codeOf(cause.code, model))}</bdi>` : nothing}
    </p>
    ${
      knownError && ofKnown
        ? html`<div class="known">
            ${problemTemplate(knownError, ofKnown)}
            <p class="muted"><bdi>${ofKnown.maybe(knownError.incidents)}</bdi></p>
          </div>`
        : nothing
    }
    ${isOpen ? html`<div id="similar">${openTemplate({ ...model, messages })}</div>` : nothing}
  </section>`;
}

function openTemplate({ messages, ...model }: Drawing): unknown {
  const { cause, incidents } = model.answer;
  return [
    cause &&
      html`<p class="cause">
        <bdi>${messages.evidence(cause.incidents.length, cause.of, cause.incidents, cause.from)}</bdi>
        <q lang="" dir="auto">${cause.text}</q>
      </p>`,
    html`<ul role="list">
      ${incidents.map((each) => incidentTemplate(each, { ...model, messages }))}
    </ul>`,
  ];
}

function incidentTemplate(
  { incident, title, status, reportedAt, resolved }: SimilarAnswer['incidents'][number],
  model: Drawing,
): TemplateResult {
  const { locale, messages, host } = model;
  const day = formatInstant(locale, reportedAt, { dateStyle: 'medium' });
  return html`<li>
    <p>
      <button type="button" class="plain" @click=${() => select(host.root, incident)}>${incident}</button>
      <span lang="" dir="auto">${title}</span>
      <bdi class="muted">${status.name}, ${messages.reported(day)}</bdi>
    </p>
    ${
      resolved
        ? html`<p class="ended">
            <bdi class="muted">${codeOf(resolved.code, model)}${resolved.text.trim() ? ':' : nothing}</bdi>
            <span lang="" dir="auto">${resolved.text}</span>
          </p>`
        : nothing
    }
  </li>`;
}

type Code = NonNullable<SimilarAnswer['cause']>['code'];

function codeOf(code: Code, { host }: SimilarModel): string {
  return host.context()?.messages.codes[code] ?? code;
}

/** It is the page that knows where the incident is to be shown. */
function select({ host }: ShadowRoot, incident: string): void {
  const detail = { incident, intent: 'open' };
  const options = { detail, bubbles: true, composed: true, cancelable: true };
  host.dispatchEvent(new CustomEvent('incident-selected', options));
}
