import type { MatrixVersion, PriorityMatrix } from '@incident-kit/server/domain';
import type { KitApi } from '../../../client/api.ts';
import type { KitClient } from '../../../client/client.ts';
import type { KitRequestError } from '../../../client/errors.ts';

type Header = Awaited<ReturnType<KitApi['configuration']['versions']['query']>>['versions'][number];

/** Versions that are listed at once. */
const page = 8;

/** The published versions of the matrix: who made them, and, as they are needed, what they say. It knows no DOM. */
export class VersionHistory {
  /** Newest first; undefined before they have come. */
  headers: Header[] | undefined;
  isLoading = false;
  problem: KitRequestError | undefined;

  readonly #onChange: () => void;
  readonly #kit: () => KitClient | undefined;
  /** They never change. */
  readonly #versions = new Map<number, MatrixVersion>();
  #next: number | null = null;

  constructor(kit: () => KitClient | undefined, onChange: () => void) {
    this.#kit = kit;
    this.#onChange = onChange;
  }

  /** Whether there are older ones than those listed. */
  get hasOlder(): boolean {
    return this.#next !== null;
  }

  /** What a version says; undefined before it has come. */
  get(version: number): MatrixVersion | undefined {
    return this.#versions.get(version);
  }

  /** Reads the newest, unless this one is known to be that. */
  follow(newest: number): void {
    const known = this.headers?.[0]?.version ?? 0;
    if (known < newest && !this.isLoading && !this.problem) void this.#load(null);
  }

  /** Tries again what has failed. */
  retry(): void {
    void this.#load(this.headers ? this.#next : null);
  }

  loadOlder(): void {
    if (this.#next !== null && !this.isLoading) void this.#load(this.#next);
  }

  async #load(before: number | null): Promise<void> {
    const kit = this.#kit();
    if (!kit) return;
    this.isLoading = true;
    this.problem = undefined;
    try {
      const asked = { kind: 'matrix', limit: page, ...(before && { before }) } as const;
      const { versions, next } = await kit.call((api) => api.configuration.versions.query(asked));
      this.headers = before ? [...(this.headers ?? []), ...versions] : versions;
      this.#next = next;
      this.#onChange();
      // What each changed is told by it and the one before it.
      const needed = [...versions.map(({ version }) => version), ...(next ? [next - 1] : [])];
      for (const version of needed) await this.#read(kit, version);
    } catch (thrown) {
      this.problem = thrown as KitRequestError;
    }
    this.isLoading = false;
    this.#onChange();
  }

  async #read(kit: KitClient, version: number): Promise<void> {
    if (this.#versions.has(version)) return;
    const asked = { kind: 'matrix', version } as const;
    const found = await kit.call((api) => api.configuration.version.query(asked));
    const { document, kind: _, ...rest } = found;
    this.#versions.set(version, { ...rest, matrix: document as PriorityMatrix });
    this.#onChange();
  }
}
