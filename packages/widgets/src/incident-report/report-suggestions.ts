import { html, nothing } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import type { KitElement } from '../base/kit-element.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { ReportSuggestionsMessages } from '../locales/en/report-suggestions.ts';
import type { ReportSession } from './report-session.ts';
import { styles } from './report-suggestions.styles.ts';

/** After so long without a letter more somebody has said something, milliseconds. */
const pauseMs = 700;

/** Of less text nothing can be said. */
const leastText = 8;

type Suggested = Awaited<ReturnType<KitApi['forms']['suggest']['mutate']>>['categories'];

/** What is protected is the form's own and its parts'. */
interface Form {
  kit: KitClient | undefined;
  locale: string;
}

const all = new WeakMap<ReportSession, ReportSuggestions>();

/**
 * What the report may be about, by what is written so far. It is asked for beside, and never waited for.
 * @param hidden - the fields that are not asked for
 */
export function reportSuggestions(
  element: KitElement,
  session: ReportSession,
  hidden: ReadonlySet<string>,
): unknown {
  const { kit, locale } = element as unknown as Form;
  if (!kit || hidden.has('category')) return nothing;
  const suggestions = all.get(session) ?? new ReportSuggestions(element, session);
  all.set(session, suggestions);
  return suggestions.template(kit, locale);
}

class ReportSuggestions {
  readonly #element: KitElement;
  readonly #session: ReportSession;
  /** The text that was asked about, or is to be. */
  #about = '';
  #found: Suggested = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: KitElement, session: ReportSession) {
    this.#element = element;
    this.#session = session;
  }

  readonly #again = (): void => this.#element.requestUpdate();

  template(kit: KitClient, locale: string): unknown {
    const { values, phase } = this.#session;
    if (phase !== 'ready' || values.category) return nothing;
    // What is drawn into is an element of it.
    addStyles(this.#element.renderRoot.getRootNode() as ShadowRoot, styles);
    const language = languageOf(locale, 'incident-report');
    const messages = messagesOf(language, 'report-suggestions', this.#again) as
      | ReportSuggestionsMessages
      | undefined;
    this.#look(kit);
    const { form } = this.#session;
    const isOffered = (id: string) => form?.categories.some((each) => each.id === id);
    const found = this.#found.filter(({ id }) => isOffered(id));
    return html`
      <div class="suggestions" role="group" aria-label=${messages?.label ?? nothing}>
        ${
          messages && found.length > 0
            ? html`
              <span class="hint">${messages.label}</span>
              ${found.map(
                ({ id, name, words }) => html`
                  <button
                    type="button"
                    title=${messages.because(words) || nothing}
                    @click=${() => this.#choose(id)}
                  >
                    ${name}
                  </button>
                `,
              )}
            `
            : nothing
        }
      </div>
    `;
  }

  /** Asks once somebody has stopped writing. */
  #look(kit: KitClient): void {
    const { title, description, service } = this.#session.values;
    const about = JSON.stringify([title, description, service]);
    if (about === this.#about) return;
    this.#about = about;
    clearTimeout(this.#timer);
    if (title.trim().length + description.trim().length < leastText) {
      this.#found = [];
      return;
    }
    this.#timer = setTimeout(async () => {
      const asked = { title, description, ...(service && { service }) };
      const answer = await kit
        .call((api) => api.forms.suggest.mutate(asked))
        // Nobody waits for it, and whoever sends the report need not know.
        .catch(() => undefined);
      if (about !== this.#about) return;
      this.#found = answer?.categories ?? [];
      this.#again();
    }, pauseMs);
  }

  #choose(id: string): void {
    this.#session.type('category', id);
    // The button is gone: whoever goes by the keyboard is where it was said.
    void this.#element.updateComplete.then(() =>
      this.#element.renderRoot.querySelector<HTMLElement>('#category')?.focus(),
    );
  }
}
