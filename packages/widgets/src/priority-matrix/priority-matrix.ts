import type { PriorityMatrix as Matrix, MatrixVersion } from '@incident-kit/server/domain';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn } from '../base/stand-in.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import type { ElementMessages, ElementName, MessageOverrides } from '../locales/language.ts';
import type { CellPlace } from './cell-place.ts';
import { describeVersion } from './describe-version.ts';
import type { EditorModel } from './editor/editor-model.ts';
import type { MatrixEditor } from './editor/matrix-editor.ts';
import { firstTouch } from './first-touch.ts';
import type { IncidentMark } from './incident-mark.ts';
import { legend } from './legend.ts';
import { type CellState, matrixGrid } from './matrix-grid.ts';
import type { MatrixMessages } from './matrix-messages.ts';
import { panelButtons } from './panel-buttons.ts';
import './priority-matrix.events.ts';
import { styles } from './priority-matrix.styles.ts';

type MatrixAnswer = Awaited<ReturnType<KitApi['matrix']['current']['query']>>;

/**
 * The matrix that decides an incident's priority from its impact and urgency: to read, and for those
 * who may, to edit in place and publish.
 *
 * @summary Shows and edits the priority matrix.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose an incident that a draft would have
 * made something else of. Cancelable.
 * @fires matrix-published - Another matrix was put in force from here; `detail.version` is its number.
 * @csspart matrix - The table of cells.
 * @csspart cell - One cell.
 * @csspart listbox - The list of priorities beside a cell.
 * @csspart legend - The priorities and their targets.
 * @csspart edits - The panel of names, colours and targets.
 * @csspart publish - The panel of what would change.
 * @csspart what-if - What it would have done to past incidents.
 * @csspart versions - The versions that were published.
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
    href: {},
    incident: {},
    readonly: { type: Boolean },
  };

  /** The heading above the matrix, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /**
   * Where the element's first heading stands in the page's outline, from 1 to 6; those under it follow. 2
   * without it. Screen readers tell it; how it looks stays the same.
   */
  declare headingLevel: number | undefined;
  /**
   * Where an incident has a page of its own: an address with `{incident}` in it. Those that a draft would have made
   * something else of are links then.
   */
  declare href: string | undefined;
  /** The incident whose cell is marked, and said in words, e.g. "INC-42". */
  declare incident: string | undefined;
  /** Only shows the matrix, also to people who may publish one. */
  declare readonly: boolean;
  /** What this element says in place of its own messages: any of them, those of editing too. */
  declare messages: MessageOverrides<MatrixMessages> | undefined;

  readonly #resource = new LiveResource<'matrix', MatrixAnswer>(this.again, {
    read: (kit) => kit.call((api) => api.matrix.current.query()),
    received: (answer) => {
      this.#answer = answer;
      this.#editor?.receive(answer.current);
    },
    changed: ({ version }) => {
      if (version !== this.#answer?.current.version) void this.#resource.readAgain();
    },
    forget: () => {
      this.#answer = undefined;
      this.#editor?.draft.forget();
    },
  });
  #answer: MatrixAnswer | undefined;
  readonly #editing = new LaterPart(async () => {
    const { MatrixEditor } = await import('./editor/matrix-editor.ts');
    return MatrixEditor;
  }, this.again);
  readonly #marking = new LaterPart(async () => {
    const { IncidentMark } = await import('./incident-mark.ts');
    return new IncidentMark(this.again);
  }, this.again);
  /** The incident whose cell is marked; undefined without one, and until what shows it has come. */
  #mark: IncidentMark | undefined;
  /** What it takes to edit: it comes when somebody begins to. */
  #editor: MatrixEditor | undefined;
  #model: EditorModel | undefined;
  #isEdited = false;
  /** What was done before it had come. */
  #waiting: ((editor: MatrixEditor) => void)[] = [];

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const reference = String(this.incident ?? '').trim();
    if (reference || this.#mark) this.#mark = this.#marking.get();
    this.#mark?.follow(this.kit, reference);
    const { failure } = this.#resource;
    const base = this.#answer?.current;
    const { draft, grid } = this.#editor ?? {};
    grid?.follow();
    this.setStates({
      unconfigured: !this.kit,
      loading: !base && !failure && this.kit !== undefined,
      ready: base !== undefined,
      offline: this.isStale(base, failure) || failure?.definite === false,
      error: !base && failure?.definite === true,
      dirty: draft?.isDirty === true,
      conflict: draft?.newer !== undefined,
    });
  }

  protected override updated(): void {
    const editor = this.#editor;
    if (editor && this.#model) for (const act of this.#waiting.splice(0)) act(editor);
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#resource.connect(kit, 'matrix');
    return () => {
      disconnect();
      this.#editor?.closeList();
    };
  }

  // ---- editing ----

  get #mayEdit(): boolean {
    return this.#answer?.mayPublish === true && !this.readonly;
  }

  /** Loads what it takes to edit, and does this as soon as it has come. */
  readonly #edit = (act?: (editor: MatrixEditor) => void): void => {
    if (!this.#mayEdit || (this.#isEdited && !act)) return;
    this.#isEdited = true;
    if (act) this.#waiting.push(act);
    this.requestUpdate();
  };

  readonly #unedited = firstTouch((act) => this.#edit(act));

  /** What editing is drawn with, once it has begun and all of it is there. */
  #modelOf(base: MatrixVersion, label: string, messages: PriorityMatrixMessages) {
    if (!this.#isEdited || !this.#mayEdit) return undefined;
    const words = this.#wordsOf('matrix-editor');
    const Editor = this.#editing.get();
    if (!Editor || !words) return undefined;
    if (!this.#editor) {
      this.#editor = new Editor({
        element: this,
        kit: () => this.kit,
        explain: (error, field) => this.explain(error, field),
        published: (version) => this.emit('matrix-published', { version }),
        readAgain: () => void this.#resource.readAgain(),
        href: () => this.href,
        selected: (incident) => this.emit('incident-selected', { incident, intent: 'open' }, true),
        focusOn: (selector) => void this.focusOn(selector),
      });
      this.#editor.receive(base);
    }
    const model: EditorModel = {
      base: this.#editor.draft.base ?? base,
      label,
      messages,
      words,
      wordsOf: this.#wordsOf,
      locale: this.locale,
      headingLevel: this.headingLevel,
      stateOf: this.#stateOf,
    };
    return model;
  }

  /** The messages of a part, with what the page says instead; undefined until they have come. */
  readonly #wordsOf = <File extends ElementName>(file: File): ElementMessages[File] | undefined => {
    const found = messagesOf(languageOf(this.locale, file), file, this.again);
    return found && ({ ...found, ...this.messages } as ElementMessages[File]);
  };

  // ---- rendering ----

  protected override render(messages: PriorityMatrixMessages): unknown {
    const base = this.kit && this.#answer?.current;
    if (base) return this.#renderMatrix(base, messages);
    return standIn(messages, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'grid', 'legend']);
  }

  #renderMatrix(current: MatrixVersion, messages: PriorityMatrixMessages): unknown {
    const heading = this.heading ?? messages.heading;
    const label = heading || messages.heading;
    const model = this.#modelOf(current, label, messages);
    this.#model = model;
    const editor = model && this.#editor;
    const { base } = model ?? { base: current };
    const matrix = editor?.draft.document ?? base.matrix;
    return html`
      <div
        class="frame"
        @keydown=${editor?.onKeydown}
        @focusin=${() => this.#edit()}
        @pointerover=${() => this.#edit()}
      >
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <p class="hint">${describeVersion(base, messages, this.locale)}</p>
        </header>
        ${this.isStale(base, this.#resource.failure) ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
        ${this.#resource.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
        ${
          this.#isEdited && !model && this.#editing.hasFailed
            ? notice('warning', cloudOffGlyph, messages.editorFailed)
            : nothing
        }
        <div class="slot" role="status">${model && editor?.news(model)}</div>
        ${this.#mark?.sentence(base, messages, this.shadowRoot as ShadowRoot, (problem) => this.explain(problem))}
        ${(model && editor?.conflict(model)) ?? this.#renderGrid(matrix, label, messages)}
      </div>
    `;
  }

  #renderGrid(matrix: Matrix, label: string, messages: PriorityMatrixMessages): unknown {
    const model = this.#model;
    const editor = model && this.#editor;
    const mayEdit = this.#mayEdit;
    const { impacts, urgencies } = matrix;
    this.#unedited.current = [impacts[0]?.id ?? '', urgencies[0]?.id ?? ''];
    return html`
      ${
        mayEdit
          ? html`
            <div class="tools">
              <p class="hint">${messages.howTo}</p>
              ${model && editor?.tools(model)}
            </div>
          `
          : nothing
      }
      ${matrixGrid({
        matrix,
        label,
        messages,
        stateOf: (model && editor?.statesOf(model)) ?? this.#stateOf,
        interaction: mayEdit ? (editor?.grid ?? this.#unedited) : undefined,
      })}
      ${model && editor?.below(model)} ${legend(matrix, messages, this.locale)}
      ${
        mayEdit
          ? panelButtons(editor?.opened, messages, (panel) =>
              this.#edit((each) => each.toggle(panel)),
            )
          : nothing
      }
      ${model && editor?.panel(model)}
    `;
  }

  /** What a cell shows to whoever reads it. */
  readonly #stateOf = (place: CellPlace): CellState =>
    (this.text && this.#mark?.stateOf(place, this.text)) ?? {};
}

declare global {
  interface HTMLElementTagNameMap {
    'priority-matrix': PriorityMatrix;
  }
}
