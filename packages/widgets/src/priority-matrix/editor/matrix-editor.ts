import type { MatrixVersion, PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import { draftNews } from '../../base/draft-news.ts';
import { glyph } from '../../base/glyph.ts';
import { triangleAlertGlyph } from '../../base/glyphs/triangle-alert.ts';
import { undo2Glyph } from '../../base/glyphs/undo-2.ts';
import { LaterPart } from '../../base/later-part.ts';
import { notice } from '../../base/notice.ts';
import { undoTools } from '../../base/undo-tools.ts';
import { DocumentDraft } from '../../editing/document-draft.ts';
import { type CellPlace, cellAt } from '../cell-place.ts';
import { isSamePlace } from '../matrix-grid.ts';
import { warningsOf } from './cells.ts';
import type { EditorHost, EditorModel, EditorPanel } from './editor-model.ts';
import { GridController } from './grid-controller.ts';
import { undoOrRedo } from './grid-keys.ts';
import { editableMatrix, type MatrixDraft } from './matrix-changes.ts';
import { styles } from './matrix-editor.styles.ts';
import { MatrixUsage } from './matrix-usage.ts';
import { priorityList } from './priority-list.ts';
import { Publication } from './publication.ts';
import { waitingFor } from './waiting-for.ts';

/** The matrix as those who may publish one see it: a grid to work in, and what becomes of what they change. */
export class MatrixEditor {
  readonly draft: MatrixDraft;

  readonly #host: EditorHost;
  readonly #again = (): void => this.#host.element.requestUpdate();
  /** The grid of cells, as it is worked in. */
  readonly grid: GridController;
  readonly #conflict = this.#later(async () => {
    const { conflictPanel } = await import('./conflict-panel.ts');
    return conflictPanel;
  });
  readonly #settings = this.#later(async () => {
    const { SettingsPanel } = await import('./settings-panel.ts');
    return new SettingsPanel();
  });
  readonly #versions = this.#later(async () => {
    const { VersionsPanel } = await import('./versions/versions-panel.ts');
    return new VersionsPanel(this.#host.kit, this.#again);
  });
  /** The panel that is open below the matrix. */
  opened: EditorPanel | undefined;
  /** The version that was made the draft, as long as it is that. */
  #restored: MatrixVersion | undefined;
  readonly #usage: MatrixUsage;
  /** What becomes of a draft. */
  readonly #publication: Publication;

  constructor(host: EditorHost) {
    this.#host = host;
    this.draft = new DocumentDraft(editableMatrix, this.#again);
    this.grid = new GridController(host.element, this.draft);
    this.#usage = new MatrixUsage(host.kit, this.#again);
    this.#publication = new Publication(host, this, this.#usage, this.#showConflict);
  }

  /** Takes the version in force. */
  receive(version: MatrixVersion): void {
    const { published } = this.draft;
    this.draft.receive(version);
    // It may have come within an update, which had begun without it.
    this.grid.follow();
    // One that got no answer was put in force all the same.
    if (this.draft.published === version.version && published !== version.version) {
      this.#host.published(version.version);
    }
  }

  closeList(): void {
    this.grid.closeList();
  }

  /** Opens or closes a panel; another one closes. */
  toggle(panel: EditorPanel): void {
    this.opened = this.opened === panel ? undefined : panel;
    this.#usage.renew();
    this.#again();
  }

  // ---- what is done ----

  #later<Part>(load: () => Promise<Part>): LaterPart<Part> {
    return new LaterPart(load, this.#again);
  }

  readonly #compare = (): void => {
    this.draft.compare();
    this.#showConflict();
  };

  readonly #showConflict = (): void => {
    void this.#conflict.come().then(() => this.#host.focusOn('.conflict'));
  };

  readonly #keepMine = (): void => {
    this.draft.keepMine();
    void this.grid.focus();
  };

  readonly #discard = (): void => {
    this.draft.discard();
    void this.grid.focus();
  };

  /** Undo and redo from wherever the focus is, but in a field: there they are the field's own. */
  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || (event.target as Element).matches('input,select,textarea'))
      return;
    const command = undoOrRedo(event);
    if (!command) return;
    event.preventDefault();
    this.draft[command.kind]();
  };

  // ---- what is drawn ----

  /** What was published, by somebody else or from here. */
  news({ base, words }: Pick<EditorModel, 'base' | 'words'>): unknown {
    const { document, isDirty } = this.draft;
    const restored = isDirty && document === this.#restored?.matrix && this.#restored;
    return [
      restored ? notice('', undo2Glyph, words.restored(restored.version)) : nothing,
      draftNews(this.draft, base.version, words, this.#compare),
    ];
  }

  /** Theirs and mine; undefined unless they are looked at. */
  conflict(model: EditorModel): unknown {
    this.#addStyles();
    const { document, newer, isComparing } = this.draft;
    if (!document || !newer || !isComparing) return undefined;
    const panel = this.#conflict.get();
    if (!panel) return waitingFor(this.#conflict, model.words);
    return panel({
      base: model.base,
      mine: document,
      theirs: newer,
      model,
      onKeepMine: this.#keepMine,
      onDiscard: this.#discard,
    });
  }

  /** Undo and redo, above the grid. */
  tools({ words }: EditorModel): TemplateResult {
    const { draft } = this;
    const { length } = this.grid.selection;
    return html`
      ${undoTools(draft, words)}
      <span class="quiet" data-say>${length > 1 ? words.selected(length) : ''}</span>
    `;
  }

  /** What cells show besides what they show to readers. */
  statesOf({ base, words, stateOf }: EditorModel): EditorModel['stateOf'] {
    const { document = base.matrix } = this.draft;
    const warnings = warningsOf(document);
    return (place) => {
      const was = cellAt(base.matrix, ...place);
      const isChanged = was !== cellAt(document, ...place);
      const isWarned = warnings.some(({ cell }) => isSamePlace(cell, place));
      const state = stateOf(place);
      return {
        ...state,
        classes: `${state.classes ?? ''} ${isChanged ? 'dirty' : ''}`,
        mark: isWarned ? [state.mark, warned(words)] : state.mark,
        said: [state.said, isChanged && words.changedFrom(was)].filter(Boolean).join(', '),
      };
    };
  }

  /** The list of the cell that is open, what to check, and what publishing would change. */
  below(model: EditorModel): unknown {
    const { words, base } = model;
    const { document = base.matrix, isDirty } = this.draft;
    const warnings = warningsOf(document);
    const cellName = (place: CellPlace) => words.cell(...namesOf(document, place));
    return [
      this.#list(document, words),
      warnings.length
        ? notice(
            'warning',
            triangleAlertGlyph,
            html`
              ${isDirty ? words.warnings : words.warningsInForce}
              <ul class="warnings">
                ${warnings.map(
                  ({ cell, neighbour }) =>
                    html`<li>${words.warning(cellName(cell), cellName(neighbour))}</li>`,
                )}
              </ul>
            `,
          )
        : nothing,
      isDirty ? this.#publication.template(document, model) : this.#publication.rest(),
    ];
  }

  #list(document: PriorityMatrix, words: EditorModel['words']): unknown {
    const { selection, open, choose, closeList } = this.grid;
    if (!open) return nothing;
    const chosen = new Set(selection.map((place) => cellAt(document, ...place)));
    return priorityList({
      label:
        selection.length > 1
          ? words.listOfSelected(selection.length)
          : words.listLabel(...namesOf(document, open)),
      priorities: document.priorities,
      chosen: chosen.size === 1 ? ([...chosen][0] ?? null) : null,
      onChoose: choose,
      onClose: closeList,
    });
  }

  /** The panel that is open. */
  panel(model: EditorModel): unknown {
    const { document } = this.draft;
    if (!document || !this.opened) return nothing;
    return this.opened === 'settings'
      ? this.#settingsTemplate(document, model)
      : this.#versionsTemplate(document, model);
  }

  #addStyles(): void {
    addStyles(this.#host.element.renderRoot.getRootNode() as ShadowRoot, styles);
  }

  #settingsTemplate(matrix: PriorityMatrix, model: EditorModel): unknown {
    const words = model.wordsOf('matrix-settings');
    const part = this.#settings.get();
    if (!part || !words) return waitingFor(this.#settings, model.words);
    const { element, focusOn } = this.#host;
    return part.template(
      {
        root: element.renderRoot.getRootNode() as ShadowRoot,
        base: model.base.matrix,
        matrix,
        words,
        messages: model.messages,
        locale: model.locale,
        usageOf: (list, id) => this.#usage.sentenceOf(list, id, model.base, model.words),
        update: (edit) => this.draft.update(edit),
        focusOn,
      },
      this.#again,
    );
  }

  #versionsTemplate(matrix: PriorityMatrix, model: EditorModel): unknown {
    const words = model.wordsOf('matrix-versions');
    const part = this.#versions.get();
    if (!part || !words) return waitingFor(this.#versions, model.words);
    const { element, explain, focusOn } = this.#host;
    return part.template({
      root: element.renderRoot.getRootNode() as ShadowRoot,
      editor: model,
      words,
      newest: (this.draft.newer ?? model.base).version,
      matrix,
      explain,
      restore: (version, reason) => {
        this.#restored = version;
        this.draft.update(() => version.matrix);
        this.draft.reason ||= reason;
        void this.grid.focus();
      },
      focusOn,
    });
  }
}

function warned(words: EditorModel['words']): TemplateResult {
  return html`<span class="warned">${glyph(triangleAlertGlyph)}<span>${words.warned}</span></span>`;
}

/** The names of a cell's levels. */
function namesOf({ impacts, urgencies }: PriorityMatrix, [impact, urgency]: CellPlace) {
  const nameIn = (levels: { id: string; name: string }[], id: string) =>
    levels.find((level) => level.id === id)?.name ?? id;
  return [nameIn(impacts, impact), nameIn(urgencies, urgency)] as const;
}
