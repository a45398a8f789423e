import type { IncidentView } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import { incidentAddress } from '../../base/incident-address.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { TimelineKnownMessages } from '../../locales/en/timeline-known.ts';
import { withOwnWords } from '../own-words.ts';
import type { WorkHost } from '../work-host.ts';
import { styles } from './known.styles.ts';
import { KnownOfIncident, type ProblemShown } from './known-of-incident.ts';

/** Of each timeline on the page, for the identity that it shows the incident to. */
const knownTo = new WeakMap<WorkHost, KnownOfIncident>();

/** The problems that the incident belongs to with what helps, and whether it is to be reviewed; nothing for neither. */
export function knownTemplate(host: WorkHost, incident: IncidentView, locale: string): unknown {
  const known = knownTo.get(host) ?? new KnownOfIncident(host);
  knownTo.set(host, known);
  known.ask(incident);
  const { problems, asksFor } = known;
  const address = addressOfReview(host, incident, known);
  if (problems.length === 0 && asksFor.length === 0 && !known.decided && !address) return nothing;
  const words = knownMessages(host, locale);
  if (!words) return nothing;
  const why = asksFor.map((each) => words.why[each]).join(', ');
  const decide = (move: 'ask' | 'decline') => void known.decide(incident.incident, move);
  return html`<section class="known" part="known" aria-label=${words.heading}>
    ${problems.map((each) => problemTemplate(each, words))}
    ${
      asksFor.length > 0
        ? html`<div class="asks">
            <p>${words.asksFor(why)}</p>
            <button type="button" @click=${() => decide('ask')}>${words.ask}</button>
            <button type="button" class="plain" @click=${() => decide('decline')}>${words.decline}</button>
          </div>`
        : nothing
    }
    <p class="muted" role="status">${saidOfReview(known, words, address)}</p>
  </section>`;
}

/** Where its review is, once there is to be one; undefined where the page has no place for it. */
function addressOfReview(
  { root }: WorkHost,
  { incident }: IncidentView,
  { review }: KnownOfIncident,
): { href: string; onClick: (event: Event) => void } | undefined {
  const host: Element & { reviewHref?: unknown } = root.host;
  const href = incidentAddress(host.reviewHref, incident);
  if (!review || !href) return undefined;
  const onClick = (event: Event) => {
    const options = { detail: { incident }, bubbles: true, composed: true, cancelable: true };
    const isOpen = host.dispatchEvent(new CustomEvent('review-selected', options));
    if (!isOpen) event.preventDefault();
  };
  return { href, onClick };
}

function saidOfReview(
  { decided, review }: KnownOfIncident,
  words: TimelineKnownMessages,
  address: ReturnType<typeof addressOfReview>,
): unknown {
  if (decided === 'decline') return words.declined;
  if (!review || (!decided && !address)) return nothing;
  const { href, onClick } = address ?? {};
  return [
    words[review],
    href ? html` <a href=${href} @click=${onClick}>${words.openReview}</a>` : nothing,
  ];
}

/** Undefined until they have come. */
export function knownMessages(host: WorkHost, locale: string): TimelineKnownMessages | undefined {
  const language = languageOf(locale, 'timeline-known');
  const found = messagesOf(language, 'timeline-known', host.changed);
  if (!found) return undefined;
  addStyles(host.root, styles);
  return withOwnWords(found as unknown as TimelineKnownMessages, language, host.ownWords());
}

/** A problem, and what is known of it. */
export function problemTemplate(
  { problem, state, title, cause, workaround }: ProblemShown,
  words: TimelineKnownMessages,
): TemplateResult {
  return html`<div class="problem ${state}">
    <p>
      <b>${words.states[state]} <bdi>${problem}</bdi></b>
      <span lang="" dir="auto">${title}</span>
    </p>
    ${cause ? html`<p>${words.cause} <span lang="" dir="auto">${cause}</span></p>` : nothing}
    ${
      workaround
        ? html`<p>${words.workaround} <span lang="" dir="auto">${workaround}</span></p>`
        : nothing
    }
  </div>`;
}
