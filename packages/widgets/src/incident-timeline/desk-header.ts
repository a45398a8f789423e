import type { IncidentView } from '@incident-kit/server/domain';
import { html, nothing } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { formatInstant } from '../base/intl.ts';
import type { ClockWindows } from './clock-windows.ts';
import type { DeskHeader } from './desk-seen.ts';
import { endingOf } from './ending.ts';
import { type ClocksModel, clocksTemplate, nextClockTemplate } from './header-clocks.ts';

export function deskHeader(model: ClocksModel, windows: ClockWindows): DeskHeader {
  return {
    inBar: ({ priority, incident }, now) => html`
      <span class="priority" ${cssVars({ '--priority': priority.color })}>
        <b>${priority.id}</b><span class="level"> ${priority.name}</span>
      </span>
      ${nextClockTemplate(incident, model, now)}
    `,
    below: ({ incident }, now) => [
      stagesTemplate(incident, model),
      clocksTemplate(incident, model, now),
    ],
    endingOf: ({ head, allowedActions }) =>
      endingOf(head.incident, allowedActions, model.messages, model.locale),
    changesIn: (incident, now) => windows.changesIn(incident, now),
  };
}

/** The stages of its life, in their order; the one that it came to last is where it stands. */
function stagesTemplate({ stages }: IncidentView, { messages, locale }: ClocksModel): unknown {
  const current = stages.findLast(({ at }) => at !== null)?.stage;
  return html`
    <ol class="stages" part="stages" role="list" aria-label=${messages.stagesLabel}>
      ${stages.map(({ stage, at }) => {
        const when =
          at === null ? messages.stageNotReached : messages.stageReached(formatInstant(locale, at));
        return html`
          <li
            ?data-reached=${at !== null}
            aria-current=${stage === current ? 'step' : nothing}
            title=${when}
          >
            <bdi>${messages.stages[stage]}</bdi><span class="quiet">, ${when}</span>
          </li>
        `;
      })}
    </ol>
  `;
}
