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
import { DocumentDraft } from '../editing/document-draft.ts';
import { messages } from '../locales/en/priority-matrix.ts';
import { conflictPanel } from './conflict-panel.ts';
import { editPanel } from './edit-panel.ts';
import { GridController } from './grid-controller.ts';
import { gridEditor } from './grid-editor.ts';
import { legend } from './legend.ts';
import { editableMatrix, holesOf, revertChange } from './matrix-changes.ts';
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

  #mayPublish = false;
  #failure: KitRequestError | undefined;
  #isLive = true;
  #source: KitClient | undefined;
  readonly #retry = new Retry(() => this.refresh());

  readonly #draft = new DocumentDraft(editableMatrix, () => this.requestUpdate());

  readonly #grid = new GridController(this, this.#draft);
  /** Whether names and targets are edited. */
  #isEditing = false;

  constructor() {
    super();
    this.heading = messages.heading;
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { base, isDirty, newer } = this.#draft;
    this.#grid.hostUpdate();
    this.setStates({
      unconfigured: !this.kit,
      loading: !base && !this.#failure && this.kit !== undefined,
      ready: base !== undefined,
      offline: this.isStale(base, this.#failure) || this.#failure?.definite === false,
      error: !base && this.#failure?.definite === true,
      dirty: isDirty,
      conflict: newer !== undefined,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    if (this.#source !== kit) {
      this.#source = kit;
      this.#failure = undefined;
      this.#draft.forget();
    }
    let isCurrent = true;
    let stopWatching: (() => void) | undefined;
    void this.#read(kit, () => isCurrent).then((seq) => {
      if (seq === undefined || !isCurrent) return;
      stopWatching = kit.watch('matrix', seq, {
        change: ({ version }) => {
          if (version !== this.#draft.base?.version) void this.#read(kit, () => isCurrent);
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
      this.#grid.closeList();
    };
  }

  async #read(kit: KitClient, isCurrent: () => boolean): Promise<number | undefined> {
    try {
      const { current, mayPublish, seq } = await kit.call((api) => api.matrix.current.query());
      if (!isCurrent()) return undefined;
      this.#failure = undefined;
      this.#retry.reset();
      this.#mayPublish = mayPublish;
      this.#draft.receive(current);
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

  // ---- editing ----

  readonly #compare = (): void => {
    this.#draft.compare();
    void this.focusOn('.conflict');
  };

  readonly #keepMine = (): void => {
    this.#draft.keepMine();
    void this.#grid.focus();
  };

  readonly #discard = (): void => {
    this.#draft.discard();
    void this.#grid.focus();
  };

  readonly #publish = async (): Promise<void> => {
    const { kit } = this;
    if (!kit) return;
    const published = await this.#draft.publish(async ({ basedOn, document, reason }) => {
      const input = { basedOn, matrix: document, ...(reason && { reason }) };
      return (await kit.call((api) => api.matrix.publish.mutate(input))).current;
    });
    if (published) {
      this.emit('matrix-published', { version: published.version });
      void this.#grid.focus();
    } else if (this.#draft.isComparing) void this.focusOn('.conflict');
  };

  // ---- rendering ----

  protected override render(): TemplateResult {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    const { base } = this.#draft;
    if (base) return this.#renderMatrix(base);
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
    const { locale } = this;
    const draft = this.#draft;
    const { document = base.matrix, newer, isComparing, isDirty } = draft;
    const mayEdit = this.#mayPublish && !this.readonly && !isComparing;
    return html`
      <div class="frame">
        <header>
          ${this.heading ? html`<h2>${this.heading}</h2>` : nothing}
          <p class="hint">${describeVersion(base, locale)}</p>
        </header>
        ${this.isStale(base, this.#failure) ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
        ${this.#isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
        <div class="slot" role="status">
          ${
            draft.published === base.version
              ? notice('success', circleCheckGlyph, messages.published(base.version))
              : nothing
          }
          ${
            newer && !isComparing
              ? notice('warning', triangleAlertGlyph, messages.newer(newer.version, base.version), {
                  label: messages.compare,
                  onClick: this.#compare,
                })
              : nothing
          }
        </div>
        ${
          newer && isComparing
            ? conflictPanel({
                base,
                mine: document,
                theirs: newer,
                messages,
                onKeepMine: this.#keepMine,
                onDiscard: this.#discard,
              })
            : gridEditor({
                base: base.matrix,
                draft: document,
                label: this.heading || messages.heading,
                messages,
                interaction: mayEdit ? this.#grid : undefined,
                onChoose: this.#grid.choose,
                onClose: this.#grid.closeList,
              })
        }
        ${mayEdit && isDirty ? this.#renderPublish(document) : nothing}
        ${isComparing ? nothing : legend(document, messages, locale)}
        ${mayEdit ? this.#renderEditPanel(document) : nothing}
      </div>
    `;
  }

  #renderPublish(matrix: Matrix): TemplateResult {
    const draft = this.#draft;
    return publishPanel({
      matrix,
      changes: draft.changes,
      hasHoles: holesOf(matrix).length > 0,
      isPublishing: draft.isPublishing,
      reason: draft.reason,
      messages,
      locale: this.locale,
      problem: draft.problem,
      onReason: (reason) => {
        draft.reason = reason;
        this.requestUpdate();
      },
      onUndo: (change) => {
        draft.update((document) => revertChange(document, change));
        void this.#grid.focus();
      },
      onDiscard: this.#discard,
      onPublish: this.#publish,
    });
  }

  #renderEditPanel(matrix: Matrix): TemplateResult {
    return html`
      <div class="actions">
        <button
          type="button"
          aria-expanded=${this.#isEditing}
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
          ? editPanel(matrix, messages, (change) => this.#draft.apply(change))
          : nothing
      }
    `;
  }
}

function describeVersion(
  { version, publishedBy, publishedAt }: MatrixVersion,
  locale: string | undefined,
): string {
  const when = formatInstant(locale, publishedAt);
  return publishedBy
    ? messages.versionBy(version, publishedBy, when)
    : messages.versionAt(version, when);
}

declare global {
  interface HTMLElementTagNameMap {
    'priority-matrix': PriorityMatrix;
  }
}
