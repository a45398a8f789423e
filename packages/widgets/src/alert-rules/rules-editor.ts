import type { AlertRule } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { draftNews } from '../base/draft-news.ts';
import { draftPanel } from '../base/drafts/draft-panel.ts';
import { glyph } from '../base/glyph.ts';
import { plusGlyph } from '../base/glyphs/plus.ts';
import { undoTools } from '../base/undo-tools.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import { DocumentDraft } from '../editing/document-draft.ts';
import { isChangedIn } from '../editing/list-changes.ts';
import type { AlertRulesEditorMessages } from '../locales/en/alert-rules-editor.ts';
import { describeChange } from './describe-change.ts';
import {
  editableRules,
  newRuleId,
  type RulesDraft,
  type RulesVersion,
  withoutRule,
  withRule,
  withRuleMoved,
} from './rule-changes.ts';
import { newRule } from './rule-fields.ts';
import { RuleForm } from './rule-form.ts';
import type { Offered, RuleAct } from './rule-row.ts';
import { WhatIf } from './what-if.ts';

/** What editing asks of the element in which it happens. */
interface EditorHost {
  kit(): KitClient | undefined;
  explain(error: KitRequestError, field?: KitRequestError['fields'][number]): string;
  draw(): void;
  focusOn(selector: string): void;
  /** A version was put in force from here. */
  published(version: number): void;
  /** Asks for the version in force again. */
  readAgain(): void;
}

interface EditorModel {
  words: AlertRulesEditorMessages;
  offered: Offered;
  sources: readonly string[];
  locale: string;
  /** Of a heading below that of the rules. */
  level: unknown;
}

/** The rules as those who may publish them change them: a draft, what it would do, and what becomes of it. */
export class RulesEditor {
  readonly draft: RulesDraft;
  readonly #host: EditorHost;
  readonly #whatIf: WhatIf;
  #form: RuleForm | undefined;

  constructor(host: EditorHost) {
    this.#host = host;
    this.draft = new DocumentDraft(editableRules, host.draw);
    this.#whatIf = new WhatIf(host);
  }

  /** Takes the version in force. */
  receive(version: RulesVersion): void {
    const { published } = this.draft;
    this.draft.receive(version);
    // One that got no answer was put in force all the same.
    if (this.draft.published === version.version && published !== version.version) {
      this.#host.published(version.version);
    }
  }

  forget(): void {
    this.#form = undefined;
    this.#whatIf.forget();
    this.draft.forget();
  }

  // ---- what somebody does ----

  add(): void {
    const { document } = this.draft;
    if (document) this.#open(newRule(newRuleId(document)), true);
  }

  act(rule: AlertRule, act: RuleAct): void {
    if (this.draft.isPublishing) return;
    const own = `[data-rule="${rule.id}"]`;
    switch (act) {
      case 'edit':
        this.#open(rule, false);
        break;
      case 'up':
      case 'down':
        this.draft.update((document) => withRuleMoved(document, rule.id, act === 'up' ? -1 : 1));
        this.#host.focusOn(`${own} .${act}`);
        break;
      case 'remove':
        if (this.#form?.rule.id === rule.id) this.#form = undefined;
        this.draft.update((document) => withoutRule(document, rule.id));
        this.#host.focusOn('.draft, .add');
    }
  }

  #open(rule: AlertRule, isNew: boolean): void {
    this.#form = new RuleForm(rule, isNew, {
      draw: this.#host.draw,
      focusOn: this.#host.focusOn,
      done: (changed) => {
        this.#form = undefined;
        this.draft.update((document) => withRule(document, changed));
        this.#host.focusOn(`[data-rule="${rule.id}"] h3`);
      },
      leave: () => {
        this.#form = undefined;
        this.#host.focusOn(isNew ? '.add' : `[data-rule="${rule.id}"] .edit`);
      },
    });
    this.#host.focusOn('#rule-name');
  }

  // ---- what is drawn ----

  /** The form of a rule that is edited; undefined for others. */
  formOf(id: string, model: EditorModel): TemplateResult | undefined {
    const form = this.#form;
    return form && !form.isNew && form.rule.id === id ? form.draw(model) : undefined;
  }

  isChanged({ id }: AlertRule): boolean {
    return isChangedIn(this.draft.changes, id);
  }

  news(base: RulesVersion, { words }: EditorModel): unknown {
    return draftNews(this.draft, base.version, words, () => {
      this.draft.compare();
      this.#host.focusOn('.conflict');
    });
  }

  /** Undo and redo, and the form of a rule that is new. */
  tools(model: EditorModel): unknown {
    const { words } = model;
    const form = this.#form;
    return html`
      <div class="tools-row">
        <button type="button" class="add" @click=${() => this.add()}>
          ${glyph(plusGlyph)}${words.addRule}
        </button>
        ${undoTools(this.draft, words)}
      </div>
      ${form?.isNew ? html`<div class="rule">${form.draw(model)}</div>` : nothing}
    `;
  }

  /** What would change, what it would do, and the button that puts it in force; nothing without a draft. */
  publication(model: EditorModel): unknown {
    const { document, isDirty } = this.draft;
    if (!document || !isDirty) {
      this.#whatIf.forget();
      return nothing;
    }
    const { words } = model;
    return draftPanel({
      ...{ draft: this.draft, words },
      describe: (change) => describeChange(change, words),
      explain: this.#host.explain,
      focusOn: this.#host.focusOn,
      onPublish: () => void this.#publish(),
      between: this.#whatIf.draw(document, model),
    });
  }

  async #publish(): Promise<void> {
    const kit = this.#host.kit();
    if (!kit || this.draft.isPublishing) return;
    const published = await this.draft.publish(async ({ basedOn, document, reason }) => {
      const input = { kind: 'signals' as const, basedOn, document, ...(reason && { reason }) };
      const { current } = await kit.call((api) => api.configuration.publish.mutate(input));
      return current as RulesVersion;
    });
    if (published) {
      this.#form = undefined;
      this.#host.published(published.version);
      this.#host.focusOn('.add');
    } else if (this.draft.isComparing) this.#host.focusOn('.conflict');
    else if (this.draft.problem?.definite === false) this.#host.readAgain();
  }
}
