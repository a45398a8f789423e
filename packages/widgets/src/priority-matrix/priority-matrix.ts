import type { PriorityMatrix as Matrix, MatrixVersion } from '@incident-kit/server/domain';
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { failureNotice } from '../base/failure-notice.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { formatInstant } from '../base/intl.ts';
import { KitElement } from '../base/kit-element.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import { DocumentDraft } from '../editing/document-draft.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import { conflictPanel } from './conflict-panel.ts';
import { editPanel } from './edit-panel.ts';
import { GridController } from './grid-controller.ts';
import { gridEditor } from './grid-editor.ts';
import { legend } from './legend.ts';
import { editableMatrix, holesOf, revertChange } from './matrix-changes.ts';
import './priority-matrix.events.ts';
import { styles } from './priority-matrix.styles.ts';
import { publishPanel } from './publish-panel.ts';

type MatrixAnswer = Awaited<ReturnType<KitApi['matrix']['current']['query']>>;

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
export class PriorityMatrix extends KitElement<'priority-matrix'> {
  static override readonly element = 'priority-matrix';
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    readonly: { type: Boolean },
  };

  /** The heading above the matrix, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /**
   * Where the element's first heading stands in the page's outline, from 1 to 6; those under it follow. 2
   * without it. Screen readers tell it; how it looks stays the same.
   */
  declare headingLevel: number | undefined;
  /** Only shows the matrix, also to people who may publish one. */
  declare readonly: boolean;

  readonly #draft = new DocumentDraft(editableMatrix, this.again);

  readonly #grid = new GridController(this, this.#draft);
  readonly #resource = new LiveResource<'matrix', MatrixAnswer>(this.again, {
    read: (kit) => kit.call((api) => api.matrix.current.query()),
    received: ({ current, mayPublish }) => {
      this.#mayPublish = mayPublish;
      const { published } = this.#draft;
      this.#draft.receive(current);
      // One that got no answer was put in force all the same.
      if (this.#draft.published === current.version && published !== current.version) {
        this.emit('matrix-published', { version: current.version });
      }
    },
    changed: ({ version }) => {
      if (version !== this.#draft.base?.version) void this.#resource.readAgain();
    },
    forget: () => this.#draft.forget(),
  });
  #mayPublish = false;
  /** Whether names and targets are edited. */
  #isEditing = false;

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { base, isDirty, newer } = this.#draft;
    const { failure } = this.#resource;
    this.setStates({
      unconfigured: !this.kit,
      loading: !base && !failure && this.kit !== undefined,
      ready: base !== undefined,
      offline: this.isStale(base, failure) || failure?.definite === false,
      error: !base && failure?.definite === true,
      dirty: isDirty,
      conflict: newer !== undefined,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#resource.connect(kit, 'matrix');
    return () => {
      disconnect();
      this.#grid.closeList();
    };
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
    else if (this.#draft.problem?.definite === false) void this.#resource.readAgain();
  };

  // ---- rendering ----

  protected override render(messages: PriorityMatrixMessages): TemplateResult {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    const { base } = this.#draft;
    if (base) return this.#renderMatrix(base, messages);
    const { failure } = this.#resource;
    if (!failure) return this.renderSkeleton();
    return failureNotice(failure, this.explain(failure), messages, () => this.#resource.reload());
  }

  protected override renderSkeleton(): TemplateResult {
    return html`
      <div class="frame" aria-busy="true">
        <span class="quiet" data-say>${this.text?.loading}</span>
        <div class="bone title"></div>
        <div class="bone grid"></div>
        <div class="bone legend"></div>
      </div>
    `;
  }

  #renderMatrix(base: MatrixVersion, messages: PriorityMatrixMessages): TemplateResult {
    const heading = this.heading ?? messages.heading;
    const { locale } = this;
    const draft = this.#draft;
    const { document = base.matrix, newer, isComparing, isDirty } = draft;
    const mayEdit = this.#mayPublish && !this.readonly && !isComparing;
    return html`
      <div class="frame">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <p class="hint">${describeVersion(base, messages, locale)}</p>
        </header>
        ${this.isStale(base, this.#resource.failure) ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
        ${this.#resource.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
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
                headingLevel: this.headingLevel,
                onKeepMine: this.#keepMine,
                onDiscard: this.#discard,
              })
            : gridEditor({
                base: base.matrix,
                draft: document,
                label: heading || messages.heading,
                messages,
                interaction: mayEdit ? this.#grid : undefined,
                onChoose: this.#grid.choose,
                onClose: this.#grid.closeList,
              })
        }
        ${mayEdit && isDirty ? this.#renderPublish(document, messages) : nothing}
        ${isComparing ? nothing : legend(document, messages, locale)}
        ${mayEdit ? this.#renderEditPanel(document, messages) : nothing}
      </div>
    `;
  }

  #renderPublish(matrix: Matrix, messages: PriorityMatrixMessages): TemplateResult {
    const draft = this.#draft;
    const { problem } = draft;
    return publishPanel({
      matrix,
      changes: draft.changes,
      hasHoles: holesOf(matrix).length > 0,
      isPublishing: draft.isPublishing,
      reason: draft.reason,
      messages,
      locale: this.locale,
      problem: problem && {
        message: this.explain(problem),
        fields: problem.fields.map((field) => this.explain(problem, field)),
      },
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

  #renderEditPanel(matrix: Matrix, messages: PriorityMatrixMessages): TemplateResult {
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
  messages: PriorityMatrixMessages,
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
