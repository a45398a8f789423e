import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { formatInstant } from '../base/intl.ts';
import type { KitElement } from '../base/kit-element.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { ReportSimilarMessages } from '../locales/en/report-similar.ts';
import type { ReportSession } from './report-session.ts';
import { styles } from './report-similar.styles.ts';

type Answer = Awaited<ReturnType<KitApi['incidents']['similarToText']['mutate']>>;

/** What is protected is the form's own and its parts'. */
interface Form {
  kit: KitClient | undefined;
  locale: string;
  focusOn(selector: string): Promise<void>;
}

/** Nobody is asked for each letter: so long after the last, milliseconds. */
const pauseMs = 700;

/** What is less like it than that is more often something else. */
const leastLikeness = 0.25;
const mostShown = 3;

const all = new WeakMap<ReportSession, ReportSimilar>();

/** What is like the report that is being written: beside it, and never in the way of sending it. */
export function reportSimilar(element: KitElement, session: ReportSession): unknown {
  const similar = all.get(session) ?? new ReportSimilar(element, session);
  all.set(session, similar);
  return similar.template();
}

class ReportSimilar {
  readonly #element: KitElement;
  readonly #session: ReportSession;
  #incidents: Answer['incidents'] = [];
  /** Of which text and person that is, or will be. */
  #asked = '';
  #client: KitClient | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** What became of the last “This solved it”; undefined once something else is typed. */
  #said: 'saved' | 'failed' | undefined;
  #isSaving = false;

  constructor(element: KitElement, session: ReportSession) {
    this.#element = element;
    this.#session = session;
  }

  template(): unknown {
    const { kit, locale } = this.#element as unknown as Form;
    this.#askFor(kit);
    const language = languageOf(locale, 'report-similar');
    const found = messagesOf(language, 'report-similar', () => this.#element.requestUpdate());
    if (!found) return nothing;
    addStyles(this.#element.shadowRoot as ShadowRoot, styles);
    const messages = found as unknown as ReportSimilarMessages;
    if (this.#said === 'saved') {
      return notice('success', circleCheckGlyph, html`<bdi data-say>${messages.saved}</bdi>`);
    }
    if (!this.#incidents.length) return nothing;
    const list = html`
      <p data-say><bdi>${messages.heading}</bdi></p>
      <ul class="similar" role="list">
        ${this.#incidents.map((each) => incidentTemplate(each, messages, locale, () => this.#save(each.incident)))}
      </ul>
      ${this.#said === 'failed' ? html`<p data-say><bdi>${messages.failed}</bdi></p>` : nothing}
    `;
    return notice('', circleAlertGlyph, list);
  }

  #askFor(kit: KitClient | undefined): void {
    const { title, description, service } = this.#session.values;
    const asked = JSON.stringify([title.trim(), description.trim(), service]);
    // What another person may see is nobody else's.
    if (kit !== this.#client) this.#incidents = [];
    if (asked === this.#asked && kit === this.#client) return;
    this.#asked = asked;
    this.#client = kit;
    if (title.trim()) this.#said = undefined;
    clearTimeout(this.#pause);
    if (!title.trim()) this.#incidents = [];
    else if (kit) this.#pause = setTimeout(() => void this.#ask(kit, asked), pauseMs);
  }

  /** What was typed need not be sent. */
  async #save(incident: string): Promise<void> {
    const kit = this.#client;
    if (!kit || this.#isSaving || this.#session.phase !== 'ready') return;
    this.#isSaving = true;
    const isSaved = await kit
      .call((api) => api.incidents.saveReport.mutate({ incident }))
      .then(
        () => true,
        () => false,
      );
    this.#isSaving = false;
    this.#said = isSaved ? 'saved' : 'failed';
    if (!isSaved) return this.#element.requestUpdate();
    this.#incidents = [];
    this.#session.reset();
    await (this.#element as unknown as Form).focusOn('#title');
  }

  async #ask(kit: KitClient, asked: string): Promise<void> {
    const { phase, values } = this.#session;
    if (phase !== 'ready') return;
    const { title, description, service } = values;
    const answer = await kit
      .call((api) =>
        api.incidents.similarToText.mutate({ title, description, service: service || null }),
      )
      // Without an answer nothing is shown: the report can be sent all the same.
      .catch(() => undefined);
    if (asked !== this.#asked || kit !== this.#client) return;
    this.#incidents = (answer?.incidents ?? [])
      .filter(({ likeness }) => likeness >= leastLikeness)
      .slice(0, mostShown);
    this.#element.requestUpdate();
  }
}

function incidentTemplate(
  { incident, title, status, reportedAt, resolved }: Answer['incidents'][number],
  messages: ReportSimilarMessages,
  locale: string,
  onSolved: () => void,
): TemplateResult {
  const day = formatInstant(locale, reportedAt, { dateStyle: 'medium' });
  return html`<li>
    <p>
      <b>${incident}</b> <span lang="" dir="auto">${title}</span>
      <bdi class="hint">${status.name}, ${messages.reported(day)}</bdi>
    </p>
    ${
      resolved
        ? html`<p>
            <bdi class="hint">${messages.ended}</bdi>
            <span lang="" dir="auto">${resolved.text}</span>
          </p>
          <button type="button" @click=${onSolved}>${messages.solved}</button>`
        : nothing
    }
  </li>`;
}
