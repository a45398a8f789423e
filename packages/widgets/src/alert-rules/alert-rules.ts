import type { AlertRule } from '@incident-kit/server/domain';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { editingStyles } from '../base/drafts/editing-styles.ts';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { plusGlyph } from '../base/glyphs/plus.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { AlertRulesMessages } from '../locales/en/alert-rules.ts';
import type { AlertRulesEditorMessages } from '../locales/en/alert-rules-editor.ts';
import type { MessageOverrides } from '../locales/language.ts';
import './alert-rules.events.ts';
import { styles } from './alert-rules.styles.ts';
import { type RulesAnswer, readRules } from './read-rules.ts';
import { ruleRow } from './rule-row.ts';
import type { RulesEditor } from './rules-editor.ts';

type EditorModel = Parameters<RulesEditor['tools']>[0];

/**
 * What becomes of alerts: the rules in the order in which they are tried, in words; for those who may, to change, to try
 * on the alerts of the past, and to publish. It is for admins and the desk: others are told that they may not see it.
 *
 * @summary Shows and edits the rules for alerts, and tries them on past ones.
 * @fires alert-rules-published - Other rules were put in force from here; `detail.version` is their number.
 * @csspart rule - A rule.
 * @csspart rule-form - The form of a rule that is edited.
 * @csspart publish - The panel of what would change.
 * @csspart what-if - What a draft would have made of past alerts.
 * @csspart notice - A sentence above or in place of the rules.
 * @cssproperty --incident-kit-accent - Colour of buttons and of what was changed.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are rules.
 * @cssstate empty - There are none: each alert is an incident of its own.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 * @cssstate dirty - Something was changed and is not published.
 * @cssstate conflict - Somebody else published other rules meanwhile.
 */
export class AlertRules extends KitElement<'alert-rules'> {
  static override readonly element = 'alert-rules';
  static override styles = [hostStyles, panelStyles, editingStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    readonly: { type: Boolean },
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Only shows the rules, also to people who may publish others. */
  declare readonly: boolean;
  /** What this element says in place of its own messages: any of them, those of editing too. */
  declare messages: MessageOverrides<AlertRulesMessages & AlertRulesEditorMessages> | undefined;

  readonly #resource = new LiveResource<'document:signals', RulesAnswer>(this.again, {
    read: readRules,
    received: (answer) => {
      this.#answer = answer;
      this.#editor?.receive(answer.current);
    },
    changed: ({ version }) => {
      if (version !== this.#answer?.current.version) void this.#resource.readAgain();
    },
    forget: () => {
      this.#answer = undefined;
      this.#editor?.forget();
    },
  });
  readonly #later = new LaterPart<typeof RulesEditor>(
    () => import('./rules-editor.ts').then(({ RulesEditor }) => RulesEditor),
    this.again,
  );
  #answer: RulesAnswer | undefined;
  /** What it takes to edit: it comes when somebody begins to. */
  #editor: RulesEditor | undefined;
  #isEdited = false;
  /** What was done before it had come. */
  #waiting: ((editor: RulesEditor) => void)[] = [];

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const answer = this.#answer;
    const rules = this.#editor?.draft.document?.rules ?? answer?.current.document.rules;
    const { draft } = this.#editor ?? {};
    this.setStates({
      ...statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: answer && rules !== undefined && rules.length > 0,
        isStale: this.isStale(answer, failure),
        failure,
      }),
      dirty: draft?.isDirty === true,
      conflict: draft?.newer !== undefined,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    return this.#resource.connect(kit, 'document:signals');
  }

  protected override updated(): void {
    const editor = this.#editor;
    if (editor && this.#words) for (const act of this.#waiting.splice(0)) act(editor);
  }

  // ---- editing ----

  get #mayEdit(): boolean {
    return this.#answer?.mayPublish === true && !this.readonly;
  }

  /** Loads what it takes to edit, and does this as soon as it has come. */
  #edit(act: (editor: RulesEditor) => void): void {
    this.#isEdited = true;
    this.#waiting.push(act);
    this.requestUpdate();
  }

  /** What editing says, with what the page says instead; undefined until it has come. */
  get #words(): AlertRulesEditorMessages | undefined {
    const language = languageOf(this.locale, 'alert-rules-editor');
    const found = messagesOf(language, 'alert-rules-editor', this.again);
    return found && ({ ...found, ...this.messages } as AlertRulesEditorMessages);
  }

  /** What editing is drawn with, once it has begun and all of it is there. */
  #modelOf({ current, offered, sources }: RulesAnswer): EditorModel | undefined {
    if (!this.#isEdited || !this.#mayEdit) return undefined;
    const words = this.#words;
    const Editor = this.#later.get();
    if (!Editor || !words) return undefined;
    if (!this.#editor) {
      this.#editor = new Editor({
        kit: () => this.kit,
        explain: (error, field) => this.explain(error, field),
        draw: this.again,
        focusOn: (selector) => void this.focusOn(selector),
        published: (version) => this.emit('alert-rules-published', { version }),
        readAgain: () => void this.#resource.readAgain(),
      });
      this.#editor.receive(current);
    }
    const level = headingLevel(this.headingLevel, 2);
    return { words, offered, sources, locale: this.locale, level };
  }

  // ---- rendering ----

  protected override render(messages: AlertRulesMessages): unknown {
    const answer = this.kit && this.#answer;
    if (answer) return this.#renderRules(answer, messages);
    return standIn(messages, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'row', 'row']);
  }

  #renderRules(answer: RulesAnswer, words: AlertRulesMessages): unknown {
    const heading = this.heading ?? words.heading;
    const model = this.#modelOf(answer);
    const editor = model && this.#editor;
    const base = editor?.draft.base ?? answer.current;
    const document = editor?.draft.document ?? base.document;
    return html`
      <div class="frame">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <p class="hint">${words.version(base.version, base.publishedBy)}</p>
        </header>
        ${
          this.isStale(answer, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        ${this.#resource.isLive ? nothing : notice('', circleAlertGlyph, words.notLive)}
        ${
          this.#isEdited && !model && this.#later.hasFailed
            ? notice('warning', cloudOffGlyph, words.partFailed)
            : nothing
        }
        <div class="slot" role="status">${model && editor?.news(base, model)}</div>
        <p class="hint">${words.intro}</p>
        ${
          document.rules.length === 0
            ? notice('', circleAlertGlyph, words.none)
            : html`
              <ol class="rules">
                ${document.rules.map((rule, index) =>
                  ruleRow(rule, {
                    ...{ words, offered: answer.offered, place: index + 1 },
                    of: document.rules.length,
                    level: headingLevel(this.headingLevel, 1),
                    isChanged: editor?.isChanged(rule) ?? false,
                    act: this.#mayEdit ? this.#actOn(rule) : undefined,
                    form: model && editor?.formOf(rule.id, model),
                  }),
                )}
              </ol>
              <p class="hint">${words.otherwise}</p>
            `
        }
        <p class="hint">
          ${words.settles(document.settleMs / 60_000, document.reopenWithinMs / 60_000, document.groupWithinMs / 60_000)}
        </p>
        ${this.#mayEdit ? ((model && editor?.tools(model)) ?? this.#unedited(words)) : nothing}
        ${model && editor?.publication(model)}
      </div>
    `;
  }

  #actOn(rule: AlertRule): Parameters<typeof ruleRow>[1]['act'] {
    return (act) => this.#edit((editor) => editor.act(rule, act));
  }

  /** In the place of the tools, until somebody begins. */
  #unedited(words: AlertRulesMessages): unknown {
    return html`
      <div class="tools-row">
        <button type="button" class="add" @click=${() => this.#edit((editor) => editor.add())}>
          ${glyph(plusGlyph)}${words.addRule}
        </button>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'alert-rules': AlertRules;
  }
}
