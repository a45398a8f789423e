import { nothing } from 'lit';
import type { ShownFiles } from '../base/attaching/shown-files.ts';
import { LaterPart } from '../base/later-part.ts';
import type { KitClient } from '../client/client.ts';
import type { ShownEntry } from './shown-entry.ts';

/** The files that entries of a timeline have. What shows them comes when there are some. */
export class TimelineFiles {
  readonly #root: () => ShadowRoot;
  readonly #changed: () => void;
  readonly #part: LaterPart<typeof import('../base/attaching/shown-files.ts')>;
  #shown: ShownFiles | undefined;
  #kit: KitClient | undefined;

  /** @param root - asked when some are drawn: before, there may be none */
  constructor(root: () => ShadowRoot, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    this.#part = new LaterPart(() => import('../base/attaching/shown-files.ts'), changed);
  }

  /** Begins anew, with another incident or identity. */
  restart(kit: KitClient | undefined): void {
    this.#kit = kit;
    this.#shown = undefined;
  }

  template(entry: ShownEntry, locale: string): unknown {
    const attachments = 'attachments' in entry ? entry.attachments : undefined;
    const part = attachments && this.#part.get();
    if (!part || !attachments || !this.#kit) return nothing;
    this.#shown ??= new part.ShownFiles(this.#kit, this.#root(), this.#changed);
    return this.#shown.template({ ...entry, attachments }, locale);
  }
}
