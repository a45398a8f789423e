import type { KitApi } from '../../client/api.ts';
import { LaterPart } from '../later-part.ts';
import type { BehindModel, IncidentsBehind } from './incidents-behind.ts';

type Page = Awaited<ReturnType<KitApi['metrics']['incidents']['query']>>;

/** Reads a page of the incidents behind a number, or the one that comes after another. */
export type ReadBehind = (before: number | undefined) => Promise<Page>;

/** Where the incidents behind a number are shown once somebody asks for them: until then none of it is loaded. */
export class BehindPanel {
  readonly #changed: () => void;
  readonly #part: LaterPart<typeof import('./incidents-behind.ts')>;
  #asked: { what: string; read: ReadBehind } | undefined;
  #behind: IncidentsBehind | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#part = new LaterPart(() => import('./incidents-behind.ts'), changed);
  }

  /**
   * @param what - the number that they are behind, in words
   * @returns resolves when they are being shown
   */
  async open(what: string, read: ReadBehind): Promise<void> {
    const asked = { what, read };
    this.#asked = asked;
    await this.#part.come();
    // Meanwhile it was closed, or something else was asked for.
    if (this.#asked !== asked) return;
    const Behind = this.#part.get()?.IncidentsBehind;
    this.#behind = Behind && new Behind(what, read, this.#changed);
    this.#changed();
  }

  close(): void {
    this.#asked = this.#behind = undefined;
    this.#changed();
  }

  draw(model: BehindModel): unknown {
    return this.#behind?.draw(model);
  }
}
