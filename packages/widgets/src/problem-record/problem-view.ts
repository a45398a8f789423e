import { html, nothing, type TemplateResult } from 'lit';
import { incidentAddress } from '../base/incident-address.ts';
import { formatInstant } from '../base/intl.ts';
import type { ProblemRecordMessages } from '../locales/en/problem-record.ts';
import { type Answer, places } from './problem-fields.ts';

interface ViewModel {
  words: ProblemRecordMessages;
  locale: string;
  level: unknown;
  /** Where the page says that an incident has one of its own; anything. */
  href: unknown;
  mayWork: boolean;
  onIncident(event: MouseEvent, incident: string): void;
  onUnlink(incident: string): void;
}

/** What is known of a problem. */
export function problemFacts({ problem, offered }: Answer, { words }: ViewModel): TemplateResult {
  const { description, cause, workaround, change, resolved } = problem;
  const placed = places.map((each) => {
    const id = problem[each];
    const name = offered[each].find((one) => one.id === id)?.name ?? id;
    return html`<div><dt>${words.fields[each]}</dt><dd><bdi>${name ?? words.none}</bdi></dd></div>`;
  });
  return html`
    <dl class="places">${placed}</dl>
    ${text(words.fields.description, description || null, null)}
    ${text(words.fields.cause, cause, words.unknown)}
    ${text(words.fields.workaround, workaround, words.unknown)}
    ${text(words.fields.change, change, words.none)}
    ${resolved ? text(words.resolution, resolved.text, null) : nothing}
  `;
}

/** @param none what stands there while there is none; null for nothing at all */
function text(label: string, value: string | null, none: string | null): unknown {
  if (value === null && none === null) return nothing;
  const said =
    value === null
      ? html`<p class="hint">${none}</p>`
      : html`<p class="said" lang="" dir="auto">${linked(value)}</p>`;
  return html`<div class="text"><b>${label}</b>${said}</div>`;
}

/** What is an address and nothing else leads there. */
function linked(value: string): unknown {
  const isAddress =
    /^https?:\/\/\S+$/.test(value) && URL.canParse(value) && !new URL(value).username;
  return isAddress ? html`<a href=${value} rel="noreferrer">${value}</a>` : value;
}

/** The incidents that are linked to it. */
export function linkedIncidents({ incidents, count }: Answer, model: ViewModel): TemplateResult {
  const { words, locale, level, href, mayWork, onIncident, onUnlink } = model;
  return html`
    <h3 aria-level=${level}>${words.incidents(count)}</h3>
    ${count === 0 ? html`<p class="hint">${words.noIncidents}</p>` : nothing}
    ${count > incidents.length ? html`<p class="hint">${words.latest(incidents.length)}</p>` : nothing}
    <ul class="incidents">
      ${incidents.map(({ incident, title, status, reportedAt }) => {
        const address = incidentAddress(href, incident);
        const open = (event: MouseEvent) => onIncident(event, incident);
        const day = formatInstant(locale, reportedAt, { dateStyle: 'medium' });
        return html`
          <li data-incident=${incident}>
            ${
              address
                ? html`<a href=${address} @click=${open}>${incident}</a>`
                : html`<button type="button" class="plain" @click=${open}>${incident}</button>`
            }
            <span lang="" dir="auto">${title}</span>
            <bdi class="hint">${status.name}, ${words.reported(day)}</bdi>
            ${
              mayWork
                ? html`<button
                    type="button"
                    class="plain unlink"
                    aria-label=${words.unlink(incident)}
                    @click=${() => onUnlink(incident)}
                  >×</button>`
                : nothing
            }
          </li>
        `;
      })}
    </ul>
  `;
}

/** What happened to it, the newest first. */
export function problemHistory({ history }: Answer, { words, locale }: ViewModel): TemplateResult {
  return html`
    <details>
      <summary>${words.history}</summary>
      <ul class="rows">
        ${history.map(({ at, by, kind, changed, reason }) => {
          const who = by ?? words.somebody;
          const fields = changed.map((each) => words.fields[each as 'title'] ?? each).join(', ');
          const said = words.steps[kind](who, fields);
          return html`
            <li>
              <bdi>${said}</bdi> <span class="hint">${formatInstant(locale, at)}</span>
              ${reason ? html`<span lang="" dir="auto">${reason}</span>` : nothing}
            </li>
          `;
        })}
      </ul>
    </details>
  `;
}
