import type { NoteVisibility } from '@incident-kit/server/domain';
import type { LaterWork } from './later-work.ts';
import type { WorkHost } from './work-host.ts';

/** Where a page asked the focus to go, as soon as that is there, and what had it then. */
export class AskedFocus {
  #asked: { from: Element | null; audience?: NoteVisibility | undefined } | undefined;

  ask(audience?: NoteVisibility): void {
    this.#asked = { from: document.activeElement, audience };
  }

  /** Does what was asked for; the incident that is meant is there. */
  answer({ allowed }: WorkHost, later: LaterWork, root: ParentNode): void {
    if (!this.#asked) return;
    const { from, audience } = this.#asked;
    const may = allowed().has(audience === 'internal' ? 'add-internal-note' : 'add-note');
    const work = later.get(root);
    if (audience && may && !work?.canOpen()) {
      later.want();
      return;
    }
    this.#asked = undefined;
    // What had it may have been hidden since, as where a page shows one thing at a time.
    if (![from, document.body].includes(document.activeElement)) return;
    if (!audience) root.querySelector<HTMLElement>('h2')?.focus();
    else if (may) work?.open(audience);
  }
}
