import type { KitRequestError } from '../client/errors.ts';
import type { EditableDocument, PublishedVersion } from './editable-document.ts';

/** What the server is asked to put in force. */
export interface Publication<Document> {
  /** The version that was edited. */
  basedOn: number;
  document: Document;
  /** Why, without spaces around it; empty for no reason given. */
  reason: string;
}

/**
 * A document that somebody edits, from the version in force to the next one: what was changed, undo and
 * redo, what somebody else published meanwhile, and publishing. It knows neither the DOM nor the
 * document's kind, which `EditableDocument` describes, and no way to reach a server.
 *
 * A draft is only lost when somebody says so (`discard`, `forget`): a newer version that arrives while
 * there is one waits in `newer`. Without a draft, a newer version is taken over at once. Of the fields
 * below only `reason` is for others to set.
 */
export class DocumentDraft<Document, Change, Version extends PublishedVersion> {
  /** The version that is edited; undefined before the first `receive`. */
  base: Version | undefined;
  /** Why it is changed; sent with the publication. */
  reason = '';
  /** Whether `newer` and the draft are looked at side by side. */
  isComparing = false;
  /** Why the last publication was refused or failed, until something is changed. */
  problem: KitRequestError | undefined;
  /** The version that was published from here, until something is changed or another is in force. */
  published: number | undefined;

  readonly #kind: EditableDocument<Document, Change, Version>;
  readonly #onChange: () => void;
  /** Undefined while it says the same as `base`. */
  #draft: Document | undefined;
  #undoStack: (Document | undefined)[] = [];
  #redoStack: (Document | undefined)[] = [];
  #newer: Version | undefined;
  /** The publication on its way, which `forget` abandons. */
  #sending: Publication<Document> | undefined;
  /** The publication that got no answer: the server may have put it in force all the same. */
  #unanswered: Publication<Document> | undefined;

  /** @param onChange - called after everything below that changes what can be read here */
  constructor(kind: EditableDocument<Document, Change, Version>, onChange: () => void) {
    this.#kind = kind;
    this.#onChange = onChange;
  }

  /** The document with what was changed; undefined before the first `receive`. */
  get document(): Document | undefined {
    return this.#draft ?? this.#content;
  }

  /** Whether anything differs from `base`. */
  get isDirty(): boolean {
    return this.#draft !== undefined;
  }

  /** What differs from `base`. */
  get changes(): Change[] {
    const content = this.#content;
    return content && this.#draft ? this.#kind.changesBetween(content, this.#draft) : [];
  }

  /** In what `newer` differs from `base`. */
  get theirChanges(): Change[] {
    const content = this.#content;
    const { newer } = this;
    return content && newer ? this.#kind.changesBetween(content, this.#kind.contentOf(newer)) : [];
  }

  /** What somebody else published while there was a draft. */
  get newer(): Version | undefined {
    // While one is published, the version that arrives may well be that one.
    return this.#sending ? undefined : this.#newer;
  }

  get mayUndo(): boolean {
    return this.#undoStack.length > 0 && !this.#sending;
  }

  get mayRedo(): boolean {
    return this.#redoStack.length > 0 && !this.#sending;
  }

  get isPublishing(): boolean {
    return this.#sending !== undefined;
  }

  /**
   * Takes the version in force, in whatever order and however often versions arrive: older ones than
   * those known are ignored.
   */
  receive(version: Version): void {
    const known = this.#newer ?? this.base;
    if (known && version.version <= known.version) return;
    if (!this.#sending && this.#isOwn(version)) this.#recognize(version);
    else if (this.#draft) this.#newer = version;
    else this.#adopt(version);
    this.#onChange();
  }

  /** Forgets everything, also a publication on its way: another server or identity is edited for. */
  forget(): void {
    this.base = this.#sending = this.#unanswered = this.published = undefined;
    this.#reset();
    this.#onChange();
  }

  /** Changes the document to what `edit` makes of it. Not while one is published. */
  update(edit: (document: Document) => Document): void {
    const before = this.document;
    if (before === undefined || this.#sending) return;
    const after = edit(before);
    if (!this.#kind.changesBetween(before, after).length) return;
    this.#undoStack.push(this.#draft);
    this.#redoStack = [];
    this.#set(after);
  }

  /** Makes one change. */
  apply(change: Change): void {
    this.update((document) => this.#kind.applyChange(document, change));
  }

  undo(): void {
    this.#step(this.#undoStack, this.#redoStack);
  }

  redo(): void {
    this.#step(this.#redoStack, this.#undoStack);
  }

  /** Looks at `newer` and the draft side by side, if there are both. */
  compare(): void {
    this.isComparing = this.#newer !== undefined;
    this.#onChange();
  }

  /** Makes the same changes to `newer`: where both changed the same field, this draft's change stands. */
  keepMine(): void {
    const newer = this.#newer;
    if (!newer || this.#sending) return;
    const { changes } = this;
    const reason = this.reason;
    this.#adopt(newer);
    this.reason = reason;
    const { applyChange, contentOf } = this.#kind;
    this.#set(
      changes.reduce((document, change) => applyChange(document, change), contentOf(newer)),
    );
  }

  /** Drops all changes, in favour of `newer` if there is one. */
  discard(): void {
    const newer = this.#newer;
    this.#reset();
    if (newer) this.#adopt(newer);
    this.#onChange();
  }

  /**
   * Publishes the draft: once, however often it is called meanwhile. A refusal because of a newer
   * version leads to a comparison, any other to `problem`; the draft stays. What got no answer may be in force:
   * the version is known by what it says when it arrives, or when it is published again.
   * @param send - resolves to the version that it became, rejects with a `KitRequestError`
   * @returns that version; undefined when there was nothing to publish or it was not published
   */
  async publish(
    send: (publication: Publication<Document>) => Promise<Version>,
  ): Promise<Version | undefined> {
    const [base, document] = [this.base, this.#draft];
    if (!base || !document || this.#sending) return undefined;
    const sending = { basedOn: base.version, document, reason: this.reason.trim() };
    this.#sending = sending;
    this.problem = undefined;
    this.#onChange();
    let version: Version | undefined;
    let error: KitRequestError | undefined;
    try {
      version = await send(sending);
    } catch (thrown) {
      error = thrown as KitRequestError;
    }
    if (this.#sending !== sending) return undefined;
    this.#sending = undefined;
    if (version) this.#succeed(version);
    else if (error) this.#fail(error, sending);
    this.#onChange();
    return version ?? (this.published === undefined ? undefined : this.base);
  }

  #isOwn(version: Version): boolean {
    const sent = this.#unanswered;
    if (version.version - 1 !== sent?.basedOn) return false;
    const { changesBetween, contentOf } = this.#kind;
    const content = contentOf(version);
    const differences = [
      ...changesBetween(sent.document, content),
      ...changesBetween(content, sent.document),
    ];
    return !differences.length;
  }

  /** A version is the one that was sent; what was changed since then is a draft of it. */
  #recognize(version: Version): void {
    const draft = this.#draft;
    const isSent =
      !draft || !this.#kind.changesBetween(this.#kind.contentOf(version), draft).length;
    this.#unanswered = undefined;
    this.#succeed(version);
    if (!isSent) this.#draft = draft;
  }

  #succeed(version: Version): void {
    this.published = version.version;
    // Meanwhile somebody else may have published the one after it.
    let latest = version;
    for (const known of [this.#newer, this.base]) {
      if (known && known.version > latest.version) latest = known;
    }
    this.#adopt(latest);
  }

  #fail(error: KitRequestError, sent: Publication<Document>): void {
    const isStale = error.code === this.#kind.staleCode;
    const current = error.details?.current;
    if (!error.definite) this.#unanswered = sent;
    const arrived = isStale && this.#kind.isVersion(current) ? current : this.#newer;
    if (arrived && this.#isOwn(arrived)) {
      this.#recognize(arrived);
      return;
    }
    if (isStale && arrived) this.receive(arrived);
    if (isStale && this.#newer) this.isComparing = true;
    else this.problem = error;
  }

  get #content(): Document | undefined {
    return this.base && this.#kind.contentOf(this.base);
  }

  #step(from: (Document | undefined)[], to: (Document | undefined)[]): void {
    if (!from.length || this.#sending) return;
    to.push(this.#draft);
    this.#set(from.pop());
  }

  #set(document: Document | undefined): void {
    this.#draft = document;
    if (!this.changes.length) this.#draft = undefined;
    this.problem = this.published = undefined;
    // Whoever has taken back everything has nothing that stands in the way of what is in force.
    if (!this.#draft && this.#newer) this.#adopt(this.#newer);
    this.#onChange();
  }

  #adopt(version: Version): void {
    this.base = version;
    if (version.version !== this.published) this.published = undefined;
    this.#reset();
  }

  #reset(): void {
    this.#draft = this.#newer = this.problem = undefined;
    this.#undoStack = [];
    this.#redoStack = [];
    this.reason = '';
    this.isComparing = false;
  }
}
