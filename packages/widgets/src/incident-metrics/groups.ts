import { html, type TemplateResult } from 'lit';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import type { FigureName } from './figures.ts';

export type GroupName = keyof IncidentMetricsMessages['groups'];

/** In the order in which they are shown, as are the figures in each. */
export const groups: readonly { name: GroupName; figures: readonly FigureName[] }[] = [
  {
    name: 'times',
    figures: [
      'time-to-acknowledge',
      'time-to-first-response',
      'time-to-resolve',
      'time-between-failures',
    ],
  },
  { name: 'kept', figures: ['response-met', 'resolution-met', 'reopened', 'escalated'] },
  { name: 'work', figures: ['created', 'resolved', 'backlog', 'overdue', 'breaching-soon'] },
  { name: 'load', figures: [] },
];

/** Less than that, and the groups but the first begin closed, px. */
const narrow = 480;

/** Which groups are open: all of them where there is room, and otherwise the first, until somebody opens another. */
export class OpenGroups {
  readonly #open = new Map<GroupName, boolean>();

  /** @param width - of the element, px */
  isOpen(name: GroupName, width: number): boolean {
    return this.#open.get(name) ?? (width >= narrow || name === groups[0]?.name);
  }

  draw(
    name: GroupName,
    width: number,
    words: IncidentMetricsMessages,
    content: unknown,
  ): TemplateResult {
    return html`
      <details
        class="group"
        ?open=${this.isOpen(name, width)}
        @toggle=${(event: Event) => {
          const { open } = event.target as HTMLDetailsElement;
          this.#open.set(name, open);
        }}
      >
        <summary>${words.groups[name]}</summary>
        <div class="cards">${content}</div>
      </details>
    `;
  }
}
