import type { PriorityMatrix } from '@incident-kit/server/domain';
import { nothing } from 'lit';
import { headingLevel } from '../../base/heading-level.ts';
import { LaterPart } from '../../base/later-part.ts';
import { type DraftWarning, holesOf, warningsOf } from './cells.ts';
import type { EditorHost, EditorModel } from './editor-model.ts';
import type { GridController } from './grid-controller.ts';
import { type MatrixDraft, revertChange } from './matrix-changes.ts';
import type { MatrixUsage } from './matrix-usage.ts';
import { waitingFor } from './waiting-for.ts';

/** What becomes of a draft: it is looked at, tried on past incidents, and published. */
export class Publication {
  readonly #host: EditorHost;
  readonly #draft: MatrixDraft;
  readonly #grid: GridController;
  readonly #usage: MatrixUsage;
  readonly #onConflict: () => void;
  readonly #again = (): void => this.#host.element.requestUpdate();
  readonly #panel = new LaterPart(async () => {
    const { publishPanel } = await import('./publish-panel.ts');
    return publishPanel;
  }, this.#again);
  readonly #whatIf = new LaterPart(async () => {
    const { WhatIfPanel } = await import('./what-if/what-if-panel.ts');
    return new WhatIfPanel(this.#again);
  }, this.#again);
  /** Whether the draft is tried on past incidents. */
  #isTrying = false;
  /** Which cells out of order somebody has said to want so. */
  #acknowledged = '';

  /** @param onConflict - somebody else has published another matrix meanwhile */
  constructor(
    host: EditorHost,
    { draft, grid }: { draft: MatrixDraft; grid: GridController },
    usage: MatrixUsage,
    onConflict: () => void,
  ) {
    this.#host = host;
    this.#draft = draft;
    this.#grid = grid;
    this.#usage = usage;
    this.#onConflict = onConflict;
  }

  /** There is no draft: what was asked about the last one is forgotten. */
  rest(): unknown {
    this.#endTry();
    return nothing;
  }

  template(matrix: PriorityMatrix, model: EditorModel): unknown {
    const { problem, changes, isPublishing, reason } = this.#draft;
    const known = warningsOf(model.base.matrix).map(warningKey);
    const fresh = warningsOf(matrix).filter((each) => !known.includes(warningKey(each)));
    const key = fresh.map(warningKey).join();
    const panel = this.#panel.get()?.({
      matrix,
      model,
      changes,
      isPublishing,
      reason,
      toAcknowledge: fresh.length,
      isAcknowledged: key === this.#acknowledged,
      problem: problem && {
        message: this.#host.explain(problem),
        fields: problem.fields.map((field) => this.#host.explain(problem, field)),
      },
      isTrying: this.#isTrying,
      whatIf: this.#isTrying ? this.#whatIfTemplate(matrix, model) : nothing,
      onTry: this.#onTry,
      usageOf: (list, id) => this.#usage.sentenceOf(list, id, model.base, model.words),
      onReason: (text) => {
        this.#draft.reason = text;
        this.#again();
      },
      onAcknowledge: (isWanted) => {
        this.#acknowledged = isWanted ? key : '';
        this.#again();
      },
      onUndo: (change) => {
        this.#draft.update((document) => revertChange(document, change));
        void this.#grid.focus();
      },
      onGoTo: (place) => void this.#grid.focus(place),
      onDiscard: () => {
        this.#draft.discard();
        void this.#grid.focus();
      },
      onPublish: this.#publish,
    });
    return panel ?? waitingFor(this.#panel, model.words);
  }

  #whatIfTemplate(matrix: PriorityMatrix, model: EditorModel): unknown {
    const words = model.wordsOf('matrix-what-if');
    const part = this.#whatIf.get();
    if (!part || !words) return waitingFor(this.#whatIf, model.words);
    const { element, kit, explain, href, selected, focusOn } = this.#host;
    return part.template({
      root: element.renderRoot.getRootNode() as ShadowRoot,
      matrix,
      base: model.base.matrix,
      words,
      locale: model.locale,
      headingLevel: headingLevel(model.headingLevel, 1),
      isWhole: holesOf(matrix).length === 0,
      kit: kit(),
      explain: (problem) =>
        problem.fields.map((field) => explain(problem, field)).join(' ') || explain(problem),
      href: href(),
      onSelect: selected,
      focusOn,
    });
  }

  readonly #onTry = (): void => {
    if (this.#isTrying) this.#endTry();
    else {
      this.#isTrying = true;
      void this.#whatIf.come().then(() => this.#host.focusOn('#what-if-heading'));
    }
    this.#again();
  };

  #endTry(): void {
    if (!this.#isTrying) return;
    this.#isTrying = false;
    this.#whatIf.get()?.forget();
  }

  readonly #publish = async (): Promise<void> => {
    const draft = this.#draft;
    const kit = this.#host.kit();
    if (!kit) return;
    const published = await draft.publish(async ({ basedOn, document, reason }) => {
      const input = { basedOn, matrix: document, ...(reason && { reason }) };
      return (await kit.call((api) => api.matrix.publish.mutate(input))).current;
    });
    if (published) {
      this.#host.published(published.version);
      void this.#grid.focus();
    } else if (draft.isComparing) this.#onConflict();
    else if (draft.problem?.definite === false) this.#host.readAgain();
  };
}

function warningKey({ cell, neighbour }: DraftWarning): string {
  return [...cell, ...neighbour].join('/');
}
