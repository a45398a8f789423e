import type { Level, MatrixVersion, PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { mapPinGlyph } from '../base/glyphs/map-pin.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import { type CellPlace, cellAt } from './cell-place.ts';
import { styles } from './incident-mark.styles.ts';
import type { CellState } from './matrix-grid.ts';

type IncidentAnswer = Awaited<ReturnType<KitApi['incidents']['get']['query']>>;

/** An incident whose cell is marked: it is read, followed, and said in words. */
export class IncidentMark {
  readonly #resource: LiveResource<`incident:${string}`, IncidentAnswer>;
  #client: KitClient | undefined;
  #reference = '';
  #end: (() => void) | undefined;
  #found: IncidentAnswer | undefined;

  constructor(again: () => void) {
    this.#resource = new LiveResource(again, {
      read: (kit) => kit.call((api) => api.incidents.get.query({ incident: this.#reference })),
      received: (answer) => {
        this.#found = answer;
      },
      changed: () => void this.#resource.readAgain(),
      failed: ({ definite }) => {
        // What one may no longer see is no longer shown; what is out of reach stays as it stood.
        if (definite) this.#forget();
      },
      putBack: () => this.#forget(),
      forget: () => this.#forget(),
    });
  }

  /** Reads and watches this incident from now on. Call it whenever either may be another. */
  follow(client: KitClient | undefined, reference: string): void {
    if (client === this.#client && reference === this.#reference) return;
    this.#end?.();
    this.#end = undefined;
    if (reference !== this.#reference) this.#forget();
    this.#client = client;
    this.#reference = reference;
    if (client && reference) this.#end = this.#resource.connect(client, `incident:${reference}`);
  }

  /** What a cell shows of it. */
  stateOf([impact, urgency]: CellPlace, messages: PriorityMatrixMessages): CellState {
    const found = this.#found?.incident;
    if (found?.impact !== impact || found.urgency !== urgency) return {};
    return {
      classes: 'marked',
      isCurrent: true,
      mark: html`<span class="mark">${glyph(mapPinGlyph)}<span>${found.incident}</span></span>`,
      said: messages.isHere(found.incident),
    };
  }

  /** Where it stands, or why nobody knows, as a sentence above the matrix. */
  sentence(
    { matrix }: MatrixVersion,
    messages: PriorityMatrixMessages,
    root: ShadowRoot,
    explain: (problem: KitRequestError) => string,
  ): unknown {
    addStyles(root, styles);
    const found = this.#found;
    const { failure } = this.#resource;
    if (!found) {
      return failure ? notice('', circleAlertGlyph, explain(failure)) : nothing;
    }
    return html`
      <p class="marked-by" data-say>${glyph(mapPinGlyph)}<span>${say(found, matrix, messages)}</span></p>
    `;
  }

  #forget(): void {
    this.#found = undefined;
  }
}

/** What decided its priority, and what would today. */
function say(
  { incident: view, impact, urgency }: IncidentAnswer,
  matrix: PriorityMatrix,
  messages: PriorityMatrixMessages,
): string {
  const { incident, priority, override, matrixVersion } = view;
  const has = (levels: Level[], id: string) => levels.some((each) => each.id === id);
  // As the version that decided calls them.
  if (!has(matrix.impacts, view.impact)) {
    return messages.levelGone(incident, messages.impactOf(impact), priority);
  }
  if (!has(matrix.urgencies, view.urgency)) {
    return messages.levelGone(incident, messages.urgencyOf(urgency), priority);
  }
  const levels = messages.levelsOf(incident, impact, urgency);
  if (override) return messages.byHand(levels, priority);
  const now = cellAt(matrix, view.impact, view.urgency);
  return now === priority || now === null
    ? messages.decided(levels, priority)
    : messages.decidedBefore(levels, priority, matrixVersion, now);
}
