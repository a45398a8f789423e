import { html, type TemplateResult } from 'lit';
import type { KitApi } from '../../client/api.ts';
import { circleAlertGlyph } from '../glyphs/circle-alert.ts';
import { LaterPart } from '../later-part.ts';
import { notice } from '../notice.ts';
import type { BehindModel, IncidentsBehind } from './incidents-behind.ts';

type Page = Awaited<ReturnType<KitApi['metrics']['incidents']['query']>>;

/** Reads a page of the incidents behind a number, or the one that comes after another. */
export type ReadBehind = (before: number | undefined) => Promise<Page>;

/**
 * Where the incidents behind a number are shown once somebody asks for them. It opens at once; what lists them is loaded
 * only then.
 */
export class BehindPanel {
  readonly #changed: () => void;
  readonly #root: () => HTMLElement | DocumentFragment;
  #part = this.#load();
  #asked: { what: string; read: ReadBehind; opener: Element | null } | undefined;
  #behind: IncidentsBehind | undefined;

  /**
   * @param changed - called when there is something else to draw
   * @param root - where it is drawn
   */
  constructor(changed: () => void, root: () => HTMLElement | DocumentFragment) {
    this.#changed = changed;
    this.#root = root;
  }

  /** @param what - the number that they are behind, in words */
  open(what: string, read: ReadBehind): void {
    this.#behind = undefined;
    const { activeElement } = this.#root().getRootNode() as ShadowRoot;
    this.#asked = { what, read, opener: activeElement };
    this.#changed();
  }

  close(): void {
    this.#asked = this.#behind = undefined;
    this.#changed();
  }

  draw(model: BehindModel): TemplateResult | undefined {
    const asked = this.#asked;
    if (!asked) return undefined;
    const { words } = model;
    const Behind = this.#part.get()?.IncidentsBehind;
    if (Behind) this.#behind ??= new Behind(asked.read, this.#changed);
    const title = words.behind(asked.what);
    return html`
      <section
        class="behind"
        part="behind"
        tabindex="-1"
        aria-label=${title}
        @keydown=${this.#escape}
      >
        <header>
          <b>${title}</b>
          <button type="button" class="plain" @click=${this.#leave}>${words.close}</button>
        </header>
        ${this.#behind?.draw(model) ?? this.#drawMissing(words)}
      </section>
    `;
  }

  #drawMissing({ behindFailed, retry }: BehindModel['words']): TemplateResult {
    if (!this.#part.hasFailed) return html`<div class="bone row" aria-busy="true"></div>`;
    const again = () => {
      this.#part = this.#load();
      this.#changed();
    };
    const sentence = html`<span data-say>${behindFailed}</span>`;
    return notice('danger', circleAlertGlyph, sentence, { label: retry, onClick: again });
  }

  #load(): LaterPart<typeof import('./incidents-behind.ts')> {
    return new LaterPart(
      () => import('./incidents-behind.ts'),
      () => this.#changed(),
    );
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // It is for this alone, and not for a dialog of the page around.
    event.preventDefault();
    event.stopPropagation();
    this.#leave();
  };

  /** Whoever opened it goes on from there. */
  readonly #leave = (): void => {
    const opener = this.#asked?.opener;
    this.close();
    const next = opener?.isConnected ? opener : this.#root().querySelector('.frame');
    (next as HTMLElement | null)?.focus();
  };
}
