import type { AlertRules } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { formatInstant } from '../base/intl.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { AlertRulesEditorMessages } from '../locales/en/alert-rules-editor.ts';
import type { Offered } from './rule-row.ts';

interface WhatIfModel {
  words: AlertRulesEditorMessages;
  offered: Offered;
  locale: string;
  level: unknown;
}

interface WhatIfHost {
  kit(): KitClient | undefined;
  explain(error: KitRequestError): string;
  draw(): void;
}

type Tried = Awaited<ReturnType<KitApi['signals']['tryRules']['mutate']>>;

/** So many incidents are shown at first, and more each time. */
const atOnce = 10;

/** What a draft of the rules would have made of past alerts. */
export class WhatIf {
  readonly #host: WhatIfHost;
  #isBusy = false;
  /** What it was tried with. */
  #of: AlertRules | undefined;
  #outcome: { tried: Tried } | { problem: string } | undefined;
  #shown = atOnce;

  constructor(host: WhatIfHost) {
    this.#host = host;
  }

  forget(): void {
    this.#of = this.#outcome = undefined;
  }

  draw(document: AlertRules, model: WhatIfModel): TemplateResult {
    const { words } = model;
    return html`
      <div class="what-if" part="what-if">
        <p class="hint">${words.tryHint}</p>
        <div class="actions">
          <button type="button" aria-disabled=${this.#isBusy} @click=${() => void this.#try(document)}>
            ${this.#isBusy ? words.trying : words.try}
          </button>
        </div>
        <div class="tried" role="status">
          ${this.#outcome && this.#of !== document ? html`<p class="hint">${words.outdated}</p>` : nothing}
          ${this.#said(words)}
        </div>
        ${this.#list(model)}
      </div>
    `;
  }

  #said(words: AlertRulesEditorMessages): unknown {
    const outcome = this.#outcome;
    if (!outcome) return nothing;
    if ('problem' in outcome) return notice('danger', circleAlertGlyph, outcome.problem);
    const { draft, inForce, isMore } = outcome.tried;
    if (draft.alerts === 0) return html`<p>${words.noAlerts}</p>`;
    return html`
      <p class="title">${words.tried(draft.made, draft.episodes)}</p>
      <p>${words.inForce(inForce.made)} ${words.listed(draft.listed)}</p>
      ${isMore ? html`<p class="hint">${words.notAll(draft.alerts)}</p>` : nothing}
    `;
  }

  #list({ words, offered, locale, level }: WhatIfModel): unknown {
    const outcome = this.#outcome;
    if (!outcome || !('tried' in outcome)) return nothing;
    const { incidents, made } = outcome.tried.draft;
    if (incidents.length === 0) return nothing;
    const shown = incidents.toReversed().slice(0, this.#shown);
    return html`
      <h4 aria-level=${level}>${words.incidents}</h4>
      <ol class="would-be">
        ${shown.map(
          ({ title, rule, service, startsAt, alerts, episodes, reopened }) => html`
            <li>
              <b><bdi>${title}</bdi></b>
              <span class="hint">
                ${words.wouldBe({
                  when: formatInstant(locale, startsAt),
                  rule: named(this.#of?.rules, rule),
                  service: named(offered.services, service),
                  ...{ alerts, episodes, reopened },
                })}
              </span>
            </li>
          `,
        )}
      </ol>
      ${
        shown.length < incidents.length
          ? html`
            <button
              type="button"
              @click=${() => {
                this.#shown += atOnce;
                this.#host.draw();
              }}
            >
              ${words.showMore}
            </button>
          `
          : made > incidents.length
            ? html`<p class="hint">${words.andOthers(made - incidents.length)}</p>`
            : nothing
      }
    `;
  }

  async #try(document: AlertRules): Promise<void> {
    const kit = this.#host.kit();
    if (!kit || this.#isBusy) return;
    this.#isBusy = true;
    this.#host.draw();
    try {
      this.#outcome = {
        tried: await kit.call((api) => api.signals.tryRules.mutate({ document })),
      };
    } catch (error) {
      this.#outcome = { problem: this.#host.explain(error as KitRequestError) };
    }
    this.#of = document;
    this.#shown = atOnce;
    this.#isBusy = false;
    this.#host.draw();
  }
}

/** What people call it; null for none. */
function named(
  of: readonly { id: string; name: string }[] | undefined,
  id: string | null,
): string | null {
  return of?.find((each) => each.id === id)?.name ?? id;
}
