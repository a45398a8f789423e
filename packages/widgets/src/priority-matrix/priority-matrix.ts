import type { PriorityMatrix as Matrix, MatrixVersion } from '@incident-kit/server/domain';
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { hostStyles } from '../base/host-styles.ts';
import { formatInstant } from '../base/intl.ts';
import { KitElement } from '../base/kit-element.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import { Retry } from '../client/retry.ts';
import { priorityMatrixMessages as messages } from '../locales/en/priority-matrix.ts';
import { editPanel } from './edit-panel.ts';
import { legend } from './legend.ts';
import {
  applyChange,
  type CellPlace,
  cellAt,
  changesBetween,
  holesOf,
  type MatrixChange,
  placeKey,
  rebase,
  revertChange,
  warningsOf,
  withCell,
} from './matrix-draft.ts';
import { isSamePlace, matrixGrid } from './matrix-grid.ts';
import { openBeside, priorityList } from './priority-list.ts';
import './priority-matrix.events.ts';
import { styles } from './priority-matrix.styles.ts';
import { publishPanel } from './publish-panel.ts';

/**
 * The matrix that decides an incident's priority from its impact and urgency: to read, and for those
 * who may, to edit in place and publish.
 *
 * @summary Shows and edits the priority matrix.
 * @fires matrix-published - Another matrix was put in force from here; `detail.version` is its number.
 * @csspart matrix - The table of cells.
 * @csspart cell - One cell.
 * @csspart listbox - The list of priorities beside a cell.
 * @csspart legend - The priorities and their targets.
 * @csspart edits - The panel of names, colours and targets.
 * @csspart publish - The panel of what would change.
 * @csspart notice - A sentence above or in place of the matrix.
 * @cssproperty --incident-kit-accent - Colour of buttons and of what was changed.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - The matrix is there.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 * @cssstate dirty - Something was changed and is not published.
 * @cssstate conflict - Somebody else published another matrix meanwhile.
 */
export class PriorityMatrix extends KitElement {
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    readonly: { type: Boolean },
  };

  /** The heading above the matrix; empty for none. */
  declare heading: string;
  /** Only shows the matrix, also to people who may publish one. */
  declare readonly: boolean;

  /** The published matrix that is shown, and that changes are made to. */
  #base: MatrixVersion | undefined;
  #mayPublish = false;
  #failure: KitRequestError | undefined;
  #isLive = true;
  #source: KitClient | undefined;
  readonly #retry = new Retry(() => this.refresh());

  /** What the matrix would become; undefined while nothing was changed. */
  #draft: Matrix | undefined;
  /** The drafts before the last changes, for Ctrl+Z. */
  #earlier: (Matrix | undefined)[] = [];
  #reason = '';
  #isPublishing = false;
  #problem: KitRequestError | undefined;
  #published: number | undefined;

  /** What somebody else published while this one was edited. */
  #newer: MatrixVersion | undefined;
  #isComparing = false;

  /** The cell that the Tab key reaches, the one whose list is open, and whether the panel is. */
  #current: CellPlace = ['', ''];
  #open: CellPlace | null = null;
  #isEditing = false;
  #scrolled: AbortController | undefined;

  constructor() {
    super();
    this.heading = messages.heading;
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.setStates({
      unconfigured: !this.kit,
      loading: !this.#base && !this.#failure && this.kit !== undefined,
      ready: this.#base !== undefined,
      offline: this.isStale(this.#base, this.#failure) || this.#failure?.definite === false,
      error: !this.#base && this.#failure?.definite === true,
      dirty: this.#draft !== undefined,
      conflict: this.#newer !== undefined,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    if (this.#source !== kit) {
      this.#source = kit;
      this.#base = this.#failure = this.#published = undefined;
      this.#drop();
    }
    let isCurrent = true;
    let stopWatching: (() => void) | undefined;
    void this.#read(kit, () => isCurrent).then((seq) => {
      if (seq === undefined || !isCurrent) return;
      stopWatching = kit.watch('matrix', seq, {
        change: ({ version }) => {
          if (version !== this.#base?.version) void this.#read(kit, () => isCurrent);
        },
        reset: () => this.refresh(),
        refused: () => {
          this.#isLive = false;
        },
      });
    });
    return () => {
      isCurrent = false;
      stopWatching?.();
      this.#retry.cancel();
      this.#closeList();
    };
  }

  // ---- reading ----

  async #read(kit: KitClient, isCurrent: () => boolean): Promise<number | undefined> {
    try {
      const { current, mayPublish, seq } = await kit.call((api) => api.matrix.current.query());
      if (!isCurrent()) return undefined;
      this.#failure = undefined;
      this.#retry.reset();
      this.#mayPublish = mayPublish;
      this.#meet(current);
      this.requestUpdate();
      return seq;
    } catch (thrown) {
      if (!isCurrent()) return undefined;
      this.#failure = thrown as KitRequestError;
      if (!this.#failure.definite) this.#retry.later();
      this.requestUpdate();
      return undefined;
    }
  }

  /** A version that is in force: shown at once, unless somebody is at work on an earlier one. */
  #meet(current: MatrixVersion): void {
    // Answers may overtake each other, and versions only grow.
    if (this.#base && current.version <= this.#base.version) return;
    if (this.#draft) this.#newer = current;
    else this.#adopt(current);
  }

  #adopt(current: MatrixVersion): void {
    this.#base = current;
    if (current.version !== this.#published) this.#published = undefined;
    this.#drop();
    const { impacts, urgencies } = current.matrix;
    if (cellAt(current.matrix, ...this.#current) === null) {
      this.#current = [impacts[0]?.id ?? '', urgencies[0]?.id ?? ''];
    }
  }

  /** Forgets what was changed and not published. */
  #drop(): void {
    this.#draft = this.#newer = this.#problem = undefined;
    this.#earlier = [];
    this.#reason = '';
    this.#isComparing = false;
    this.#open = null;
    this.requestUpdate();
  }

  // ---- editing ----

  #change(next: Matrix): void {
    const base = this.#base;
    if (!base || this.#isPublishing) return;
    const before = this.#draft ?? base.matrix;
    if (!changesBetween(before, next).length) return;
    this.#earlier.push(this.#draft);
    this.#set(next);
  }

  #set(draft: Matrix | undefined): void {
    const { matrix } = this.#base ?? {};
    this.#draft = draft && matrix && changesBetween(matrix, draft).length ? draft : undefined;
    this.#problem = this.#published = undefined;
    // Whoever has taken back everything has nothing that stands in the way of what is in force.
    if (!this.#draft && this.#newer) this.#adopt(this.#newer);
    this.requestUpdate();
  }

  #choose(place: CellPlace, priority: string): void {
    const shown = this.#draft ?? this.#base?.matrix;
    if (shown) this.#change(withCell(shown, ...place, priority));
  }

  readonly #discard = (): void => {
    const { newer } = { newer: this.#newer };
    this.#drop();
    if (newer) this.#adopt(newer);
    void this.#focusCell();
  };

  #keepMine(): void {
    const { matrix } = this.#base ?? {};
    const [draft, newer] = [this.#draft, this.#newer];
    if (!matrix || !draft || !newer) return;
    const reason = this.#reason;
    const mine = rebase(changesBetween(matrix, draft), newer.matrix);
    this.#adopt(newer);
    this.#reason = reason;
    this.#set(mine);
    void this.#focusCell();
  }

  async #publish(): Promise<void> {
    const [kit, base, matrix] = [this.kit, this.#base, this.#draft];
    if (!kit || !base || !matrix || this.#isPublishing) return;
    this.#isPublishing = true;
    this.#problem = undefined;
    this.requestUpdate();
    try {
      const reason = this.#reason.trim();
      const { current } = await kit.call((api) =>
        api.matrix.publish.mutate({
          basedOn: base.version,
          matrix,
          ...(reason && { reason }),
        }),
      );
      this.#published = current.version;
      this.#adopt(current);
      this.emit('matrix-published', { version: current.version });
      void this.#focusCell();
    } catch (thrown) {
      const error = thrown as KitRequestError;
      const theirs = error.code === 'matrix-stale' ? error.details?.current : undefined;
      if (isVersion(theirs)) {
        this.#newer = theirs;
        this.#isComparing = true;
        void this.focusOn('.conflict');
      } else this.#problem = error;
    } finally {
      this.#isPublishing = false;
      this.requestUpdate();
    }
  }

  // ---- the grid under the hands ----

  #openList(place: CellPlace): void {
    this.#current = place;
    this.#open = place;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const box = this.renderRoot.querySelector<HTMLElement>('.listbox');
      const cell = this.#cellElement(place);
      if (!box || !cell || box.matches(':popover-open')) return;
      openBeside(box, cell);
      // It hangs where the cell was.
      this.#scrolled = new AbortController();
      const { signal } = this.#scrolled;
      const { top, left } = cell.getBoundingClientRect();
      // A scroll that brought the cell into view is told of after the list has opened; only one that
      // takes the cell from under the list closes it.
      const closeIfMoved = () => {
        const now = cell.getBoundingClientRect();
        if (now.top !== top || now.left !== left) this.#closeList();
      };
      addEventListener('scroll', closeIfMoved, { capture: true, signal });
    });
  }

  #closeList(): void {
    if (!this.#open) return;
    this.#scrolled?.abort();
    const hadFocus = this.renderRoot.querySelector('.listbox')?.matches(':focus-within');
    this.#open = null;
    this.requestUpdate();
    if (hadFocus) void this.#focusCell();
  }

  #onCellKey(event: KeyboardEvent, place: CellPlace): void {
    const shown = this.#draft ?? this.#base?.matrix;
    if (!shown || this.#open) return;
    const { impacts, urgencies, priorities } = shown;
    const row = impacts.findIndex(({ id }) => id === place[0]);
    const column = urgencies.findIndex(({ id }) => id === place[1]);
    const forward = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const withControl = event.ctrlKey || event.metaKey;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + forward],
      ArrowLeft: [row, column - forward],
      Home: [withControl ? 0 : row, 0],
      End: [withControl ? impacts.length - 1 : row, urgencies.length - 1],
    };
    const move = moves[event.key];
    const digit = priorities[Number(event.key) - 1];
    if (move) {
      const [impact, urgency] = [impacts[move[0]], urgencies[move[1]]];
      if (impact && urgency) {
        this.#current = [impact.id, urgency.id];
        void this.#focusCell();
      }
    } else if (withControl && event.key.toLowerCase() === 'z') {
      if (this.#earlier.length) this.#set(this.#earlier.pop());
    } else if (withControl || event.altKey) return;
    else if (event.key === 'Enter' || event.key === ' ' || event.key === 'F2')
      this.#openList(place);
    else if (digit) this.#choose(place, digit.id);
    else return;
    event.preventDefault();
  }

  #cellElement(place: CellPlace): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(
      `[role=grid] [data-place="${CSS.escape(placeKey(...place))}"]`,
    );
  }

  async #focusCell(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.#cellElement(this.#current)?.focus();
  }

  // ---- rendering ----

  protected override render(): TemplateResult {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    if (this.#base) return this.#renderMatrix(this.#base);
    if (this.#failure) return this.#renderFailure(this.#failure);
    return html`
      <div class="frame" aria-busy="true">
        <span class="quiet" role="status">${messages.loading}</span>
        <div class="bone title"></div>
        <div class="bone grid"></div>
        <div class="bone legend"></div>
      </div>
    `;
  }

  #renderFailure({ code, definite, message }: KitRequestError): TemplateResult {
    if (code === 'sign-in-required' || code === 'not-allowed') {
      return notice('', lockGlyph, message);
    }
    return notice(
      definite ? '' : 'warning',
      definite ? circleAlertGlyph : cloudOffGlyph,
      definite ? message : `${messages.failed} ${message}`,
      { label: messages.retry, onClick: () => this.refresh() },
    );
  }

  #renderMatrix(base: MatrixVersion): TemplateResult {
    const shown = this.#draft ?? base.matrix;
    const mayEdit = this.#mayPublish && !this.readonly;
    const isAtGrid = mayEdit && !this.#isComparing;
    return html`
      <div class="frame">
        <header>
          ${this.heading ? html`<h2>${this.heading}</h2>` : nothing}
          <p class="hint">${this.#describeVersion(base)}</p>
        </header>
        ${this.isStale(this.#base, this.#failure) ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
        ${this.#isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
        <div class="slot" role="status">
          ${
            this.#published === base.version
              ? notice('success', circleCheckGlyph, messages.published(base.version))
              : nothing
          }
          ${
            this.#newer && !this.#isComparing
              ? notice(
                  'warning',
                  triangleAlertGlyph,
                  messages.newer(this.#newer.version, base.version),
                  {
                    label: messages.compare,
                    onClick: () => {
                      this.#isComparing = true;
                      void this.focusOn('.conflict');
                    },
                  },
                )
              : nothing
          }
        </div>
        ${
          this.#newer && this.#isComparing && this.#draft
            ? this.#renderConflict(base, this.#draft, this.#newer)
            : this.#renderGrid(base.matrix, shown, isAtGrid)
        }
        ${isAtGrid && this.#draft ? this.#renderPublish(base.matrix, shown) : nothing}
        ${this.#isComparing ? nothing : legend(shown, this.locale)}
        ${
          isAtGrid
            ? html`
              <div class="actions">
                <button
                  type="button"
                  aria-expanded=${String(this.#isEditing)}
                  @click=${() => {
                    this.#isEditing = !this.#isEditing;
                    this.requestUpdate();
                  }}
                >
                  ${this.#isEditing ? messages.editDone : messages.edit}
                </button>
              </div>
              ${
                this.#isEditing
                  ? editPanel(shown, (change: MatrixChange) =>
                      this.#change(applyChange(this.#draft ?? base.matrix, change)),
                    )
                  : nothing
              }
            `
            : nothing
        }
      </div>
    `;
  }

  #describeVersion({ version, publishedBy, publishedAt }: MatrixVersion): string {
    const when = formatInstant(this.locale, publishedAt);
    return publishedBy
      ? messages.versionBy(version, publishedBy, when)
      : messages.versionAt(version, when);
  }

  #renderGrid(base: Matrix, shown: Matrix, mayEdit: boolean): TemplateResult {
    const warnings = warningsOf(shown);
    const open = mayEdit ? this.#open : null;
    const nameOf = (axis: 'impacts' | 'urgencies', id: string) =>
      shown[axis].find((level) => level.id === id)?.name ?? id;
    const cellName = ([impact, urgency]: CellPlace) =>
      messages.cell(nameOf('impacts', impact), nameOf('urgencies', urgency));
    return html`
      ${mayEdit ? html`<p class="hint">${messages.howTo}</p>` : nothing}
      ${matrixGrid({
        matrix: shown,
        label: this.heading || messages.heading,
        look: (place) => {
          const was = cellAt(base, ...place);
          return {
            ...(was !== cellAt(shown, ...place) && { was }),
            warned: warnings.some(({ cell }) => isSamePlace(cell, place)),
          };
        },
        ...(mayEdit && {
          hands: {
            current: this.#current,
            open,
            onClick: (place: CellPlace) => this.#openList(place),
            onKeydown: (event: KeyboardEvent, place: CellPlace) => this.#onCellKey(event, place),
          },
        }),
      })}
      ${
        open
          ? priorityList({
              label: messages.listLabel(nameOf('impacts', open[0]), nameOf('urgencies', open[1])),
              priorities: shown.priorities,
              chosen: cellAt(shown, ...open),
              onChoose: (id) => {
                this.#choose(open, id);
                this.#closeList();
              },
              onClose: () => this.#closeList(),
            })
          : nothing
      }
      ${
        warnings.length
          ? notice(
              'warning',
              triangleAlertGlyph,
              html`
                ${messages.warnings}
                <ul class="warnings">
                  ${warnings.map(
                    ({ cell, neighbour }) =>
                      html`<li>${messages.warning(cellName(cell), cellName(neighbour))}</li>`,
                  )}
                </ul>
              `,
            )
          : nothing
      }
    `;
  }

  #renderPublish(base: Matrix, shown: Matrix): TemplateResult {
    return publishPanel({
      matrix: shown,
      changes: changesBetween(base, shown),
      hasHoles: holesOf(shown).length > 0,
      isPublishing: this.#isPublishing,
      reason: this.#reason,
      locale: this.locale,
      problem: this.#problem,
      onReason: (reason) => {
        this.#reason = reason;
        this.requestUpdate();
      },
      onUndo: (change) => {
        this.#change(revertChange(shown, change));
        void this.#focusCell();
      },
      onDiscard: this.#discard,
      onPublish: () => void this.#publish(),
    });
  }

  /** Theirs and mine side by side; nothing is lost before somebody has chosen. */
  #renderConflict(base: MatrixVersion, mine: Matrix, theirs: MatrixVersion): TemplateResult {
    const differs = (a: Matrix, b: Matrix) => (place: CellPlace) => ({
      differs: cellAt(a, ...place) !== cellAt(b, ...place),
    });
    const cells = changesBetween(theirs.matrix, mine).filter(({ kind }) => kind === 'cell').length;
    const [theirTitle, myTitle] = [
      messages.theirs(theirs.version, theirs.publishedBy),
      messages.mine(base.version),
    ];
    return html`
      <section class="conflict" tabindex="-1" aria-label=${messages.conflict}>
        ${notice('warning', triangleAlertGlyph, `${messages.conflict} ${messages.differing(cells)}`)}
        <div class="sides">
          <div>
            <h3>${theirTitle}</h3>
            ${matrixGrid({
              matrix: theirs.matrix,
              label: theirTitle,
              look: differs(theirs.matrix, mine),
            })}
            ${theirs.reason ? html`<p class="hint">“${theirs.reason}”</p>` : nothing}
          </div>
          <div>
            <h3>${myTitle}</h3>
            ${matrixGrid({ matrix: mine, label: myTitle, look: differs(mine, theirs.matrix) })}
          </div>
        </div>
        <div class="actions">
          <button type="button" class="primary" @click=${() => this.#keepMine()}>
            ${messages.keepMine}
          </button>
          <button type="button" @click=${this.#discard}>${messages.discardMine}</button>
        </div>
      </section>
    `;
  }
}

function isVersion(value: unknown): value is MatrixVersion {
  return typeof value === 'object' && value !== null && 'matrix' in value && 'version' in value;
}

declare global {
  interface HTMLElementTagNameMap {
    'priority-matrix': PriorityMatrix;
  }
}
