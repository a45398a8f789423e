import type { MatrixVersion } from '@incident-kit/server/domain';
import type { KitApi } from '../../client/api.ts';
import type { KitClient } from '../../client/client.ts';
import type { ElementMessages } from '../../locales/language.ts';
import { has, type MatrixList } from './cells.ts';

type Words = ElementMessages['matrix-editor'];
type Answer = Awaited<ReturnType<KitApi['matrix']['usage']['query']>>;

/** What levels and priorities of the matrix in force are needed for. Asked for when it is first to be said. */
export class MatrixUsage {
  readonly #kit: () => KitClient | undefined;
  readonly #again: () => void;
  /** Of whom it was asked, and for which version; undefined when it is to be asked anew. */
  #asked: { kit: KitClient; version: number } | undefined;
  #answer: Answer | undefined;
  #hasFailed = false;

  /** @param again - draws what says it anew */
  constructor(kit: () => KitClient | undefined, again: () => void) {
    this.#kit = kit;
    this.#again = again;
  }

  /** What has come is old: it is asked for again the next time. */
  renew(): void {
    this.#asked = undefined;
  }

  /** A sentence for one of them; empty until it is known, and for what only the draft has. */
  sentenceOf(
    list: MatrixList,
    id: string,
    { matrix, version }: MatrixVersion,
    words: Words,
  ): string {
    if (!has(matrix, list, id)) return '';
    void this.#ask(version);
    if (!this.#answer) return this.#hasFailed ? words.usageUnknown : '';
    const incidents = this.#answer.incidents[list][id] ?? 0;
    const named = this.#answer.references.filter((each) => each.list === list && each.id === id);
    const names = named.map(({ from, name }) => words.references[from](name));
    return [
      words.usedBy(incidents),
      names.length > 0 && words.namedBy(names),
      // The server refuses what these would no longer fit.
      named.some(({ from }) => /rules|policies/.test(from)) && words.namedFirst,
    ]
      .filter(Boolean)
      .join(' ');
  }

  async #ask(version: number): Promise<void> {
    const kit = this.#kit();
    if (!kit || (this.#asked?.kit === kit && this.#asked.version === version)) return;
    if (this.#asked?.kit !== kit) this.#answer = undefined;
    const asked = { kit, version };
    this.#asked = asked;
    const answer = await kit.call((api) => api.matrix.usage.query()).catch(() => undefined);
    if (this.#asked !== asked) return;
    this.#answer = answer ?? this.#answer;
    this.#hasFailed = !answer;
    this.#again();
  }
}
