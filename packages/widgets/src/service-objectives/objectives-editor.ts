import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { draftNews } from '../base/draft-news.ts';
import { draftPanel } from '../base/drafts/draft-panel.ts';
import { editingStyles } from '../base/drafts/editing-styles.ts';
import { failureNotice } from '../base/failure-notice.ts';
import { languageOf, messagesOf, override } from '../base/messages.ts';
import { undoTools } from '../base/undo-tools.ts';
import type { KitClient } from '../client/client.ts';
import { DocumentDraft } from '../editing/document-draft.ts';
import { isChangedIn, withItem, withoutItem } from '../editing/list-changes.ts';
import type { ObjectivesEditorMessages } from '../locales/en/objectives-editor.ts';
import { describeChange } from './describe-change.ts';
import { draftCard } from './draft-card.ts';
import type { DrawnEditor, EditorHost, EditorModel, EditorView } from './editor-model.ts';
import { aimOf, objectiveTools } from './objective-card.ts';
import {
  type DefinedObjective,
  editableObjectives,
  newObjectiveId,
  type ObjectivesDraft,
  type ObjectivesVersion,
} from './objective-changes.ts';
import { newObjective } from './objective-fields.ts';
import { ObjectiveForm } from './objective-form.ts';
import { editorStyles } from './objectives-editor.styles.ts';
import { type EditableAnswer, nameIn, type Offered, readEditable } from './read-editable.ts';

const file = 'objectives-editor';

/** The objectives as those who may publish them change them: a draft, and what becomes of it. */
export class ObjectivesEditor {
  readonly draft: ObjectivesDraft;
  readonly #host: EditorHost;
  readonly #resource: LiveResource<'document:objectives', EditableAnswer>;
  #kit: KitClient | undefined;
  #answer: EditableAnswer | undefined;
  #form: ObjectiveForm | undefined;
  #stop: (() => void) | undefined;

  constructor(host: EditorHost) {
    this.#host = host;
    this.draft = new DocumentDraft(editableObjectives, host.draw);
    this.#resource = new LiveResource(host.draw, {
      read: readEditable,
      received: (answer) => {
        this.#answer = answer;
        this.#receive(answer.current);
      },
      changed: ({ version }) => {
        if (version === this.#answer?.current.version) return;
        void this.#resource.readAgain();
        void host.list.readAgain();
      },
      forget: () => {
        this.#answer = this.#form = undefined;
        this.draft.forget();
      },
    });
  }

  /** Begins to read what is in force, and to watch it. */
  connect(kit: KitClient): void {
    this.#kit = kit;
    this.#stop = this.#resource.connect(kit, 'document:objectives');
  }

  disconnect(): void {
    this.#stop?.();
  }

  /** The custom states that the element has by it. */
  get states(): Record<string, boolean> {
    return { dirty: this.draft.isDirty, conflict: this.draft.newer !== undefined };
  }

  #receive(version: ObjectivesVersion): void {
    const { published } = this.draft;
    this.draft.receive(version);
    // One that got no answer was put in force all the same.
    if (this.draft.published === version.version && published !== version.version) {
      this.#tellPublished(version);
    }
  }

  #tellPublished({ version }: ObjectivesVersion): void {
    this.#host.emit('objectives-published', { version });
    void this.#host.list.readAgain();
  }

  // ---- what somebody does ----

  /** Does what waits for it. */
  readonly #catchUp = (): void => {
    for (const [act, id] of this.#host.acts.splice(0)) {
      if (act === 'add') this.#add(id);
      else if (act === 'edit') this.#edit(id);
      else this.#remove(id);
    }
  };

  #add(service: string): void {
    const isOffered = this.#answer?.offered.services.some(({ id }) => id === service);
    this.#open(newObjective(isOffered ? service : '', this.#firstPriority), true);
  }

  /** Not of one that somebody else has removed meanwhile. */
  #edit(id: string): void {
    const objective = this.draft.document?.objectives.find((each) => each.id === id);
    if (objective && !this.draft.isPublishing) this.#open(objective, false);
  }

  #remove(id: string): void {
    const { document, isPublishing } = this.draft;
    if (!document || isPublishing) return;
    if (this.#form?.objective.id === id) this.#form = undefined;
    const place = document.objectives.findIndex((each) => each.id === id);
    const next = document.objectives[place + 1] ?? document.objectives[place - 1];
    this.draft.update(({ objectives, ...rest }) => ({
      ...rest,
      objectives: withoutItem(objectives, id),
    }));
    void this.#host.focusOn(next ? `${own(next.id)} h3, .add` : '.add');
  }

  #open(objective: DefinedObjective, isNew: boolean): void {
    this.#form = new ObjectiveForm(objective, isNew, this.#firstPriority, {
      draw: this.#host.draw,
      focusOn: (selector) => void this.#host.focusOn(selector),
      done: (changed) => this.#keep(changed, isNew),
      leave: () => {
        this.#form = undefined;
        void this.#host.focusOn(isNew ? '.add' : `${own(objective.id)} .edit`);
      },
    });
    void this.#host.focusOn('#objective-name');
  }

  #keep(objective: DefinedObjective, isNew: boolean): void {
    const { base, document, isPublishing } = this.draft;
    if (!base || !document || isPublishing) return;
    // Also those that the draft removes are taken: what was measured of them would count for it.
    const taken = [...document.objectives, ...base.document.objectives];
    const id = isNew ? newObjectiveId(objective.name, taken) : objective.id;
    this.#form = undefined;
    this.draft.update(({ objectives, ...rest }) => ({
      ...rest,
      objectives: withItem(objectives, { ...objective, id }),
    }));
    this.#host.draw();
    void this.#host.focusOn(`${own(id)} h3`);
  }

  get #firstPriority(): string {
    return this.#answer?.offered.priorities[0]?.id ?? '';
  }

  // ---- what is drawn ----

  /** Of the draft, those that are shown: of the service, and what was changed. */
  listed(service: string): DefinedObjective[] | undefined {
    const { document, changes } = this.draft;
    return document?.objectives.filter(
      (each) => !service || each.service === service || isChangedIn(changes, each.id),
    );
  }

  /** What is shown above the objectives, in place of them, and below; undefined until its messages have come. */
  draw(view: EditorView): DrawnEditor | undefined {
    const { locale, messages } = view;
    const found = messagesOf(languageOf(locale, file), file, this.#host.draw);
    if (!found) return undefined;
    addStyles(this.#host.root, editingStyles);
    addStyles(this.#host.root, editorStyles);
    const say = override(found, messages) as unknown as ObjectivesEditorMessages;
    const offered = this.#answer?.offered;
    const list = this.listed(view.service);
    if (!offered || !list) return { above: this.#missing(say), cards: undefined, below: undefined };
    const model = { ...view, say };
    // Not while it is drawn: what is done is drawn after it.
    if (this.#host.acts.length > 0) queueMicrotask(this.#catchUp);
    return {
      above: this.#news(say),
      cards: list.map((each) => this.#card(each, offered, model)),
      below: [this.#tools(list, offered, model), this.#publication(offered, model)],
    };
  }

  /** Why nothing can be edited yet. */
  #missing(say: ObjectivesEditorMessages): unknown {
    const { failure } = this.#resource;
    if (!failure)
      return html`<p class="hint" aria-busy="true" data-say>${say.loadingForEditing}</p>`;
    return failureNotice(failure, this.#host.explain(failure), say, () => this.#resource.reload());
  }

  #news(say: ObjectivesEditorMessages): unknown {
    const news = draftNews(this.draft, this.draft.base?.version ?? 0, say, () => {
      this.draft.compare();
      void this.#host.focusOn('.conflict');
    });
    return html`<div class="slot" role="status">${news}</div>`;
  }

  #card(objective: DefinedObjective, offered: Offered, model: EditorModel): unknown {
    const { words, locale, say, level, shown } = model;
    const { id, name, service, indicator } = objective;
    const priority = indicator.kind === 'incidents' ? indicator.priority : undefined;
    const named = {
      ...objective,
      serviceName: nameIn(offered.services, service),
      priorityName: priority === undefined ? null : nameIn(offered.priorities, priority),
    };
    const aim = aimOf(named, { words, locale });
    const form = this.#form;
    const isEdited = form !== undefined && !form.isNew && form.objective.id === id;
    const drawn = isEdited ? form.draw({ words: say, offered, locale }) : undefined;
    const isChanged = isChangedIn(this.draft.changes, id);
    const known = shown.find((each) => each.id === id);
    if (known) {
      const hasOtherAim = isChanged && aim !== aimOf(known, { words, locale });
      return model.card(known, {
        name,
        mark: isChanged
          ? [
              html`<span class="mark">${say.isChanged}</span>`,
              hasOtherAim && !drawn ? html`<p class="drafted">${say.drafted(aim)}</p>` : nothing,
            ]
          : nothing,
        form: drawn,
      });
    }
    return draftCard(objective, {
      ...{ words: say, level, aim, isNew: isChanged, form: drawn },
      tools: objectiveTools(id, name, model),
    });
  }

  /** What adds one, takes back and makes again, and the form of one that is in no list. */
  #tools(list: readonly DefinedObjective[], offered: Offered, model: EditorModel): TemplateResult {
    const { words, say, service, locale, act } = model;
    const form = this.#form;
    const isApart = form && !list.some(({ id }) => id === form.objective.id);
    return html`
      <div class="actions">
        <button type="button" class="add" @click=${() => act('add', service)}>${words.add}</button>
        ${undoTools(this.draft, say)}
      </div>
      ${
        isApart
          ? html`<div class="objective">${form.draw({ words: say, offered, locale })}</div>`
          : nothing
      }
    `;
  }

  #publication(offered: Offered, { say, locale }: EditorModel): unknown {
    return draftPanel({
      ...{ draft: this.draft, words: say },
      describe: (change) => describeChange(change, { words: say, offered, locale }),
      explain: this.#host.explain,
      focusOn: (selector) => void this.#host.focusOn(selector),
      onPublish: () => void this.#publish(),
    });
  }

  async #publish(): Promise<void> {
    const kit = this.#kit;
    if (!kit || this.draft.isPublishing) return;
    const published = await this.draft.publish(async ({ basedOn, document, reason }) => {
      const input = { kind: 'objectives' as const, basedOn, document, ...(reason && { reason }) };
      const { current } = await kit.call((api) => api.configuration.publish.mutate(input));
      return current as unknown as ObjectivesVersion;
    });
    if (published) {
      this.#tellPublished(published);
      void this.#host.focusOn('.add');
    } else if (this.draft.isComparing) void this.#host.focusOn('.conflict');
    else if (this.draft.problem?.definite === false) void this.#resource.readAgain();
  }
}

/** Ids are letters, digits and hyphens. */
function own(id: string): string {
  return `[data-objective="${id}"]`;
}
