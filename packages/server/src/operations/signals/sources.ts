import { createHash, timingSafeEqual } from 'node:crypto';
import type { SourceSettings } from '../../access/sources.ts';
import type { SourceKind } from './source-kind.ts';

export interface Source {
  key: string;
  kind: SourceKind;
}

/** What may send alerts. */
export class Sources {
  readonly #sources: ReadonlyMap<string, { source: Source; secret: string }>;

  /**
   * @param kinds how each kind is read, by its name
   * @throws Error that names a kind that there is not
   */
  constructor(settings: readonly SourceSettings[], kinds: ReadonlyMap<string, SourceKind>) {
    this.#sources = new Map(
      settings.map(({ key, kind: name, secret }) => {
        const kind = kinds.get(name);
        if (!kind) {
          const known = [...kinds.keys()].sort().join(', ');
          throw new Error(`The source ${key} is of no kind that there is: ${known}.`);
        }
        return [key, { source: { key, kind }, secret }];
      }),
    );
  }

  /** @returns undefined for a source that there is not, and for a secret that is not its own: nobody is told which */
  find(key: string, secret: string): Source | undefined {
    const found = this.#sources.get(key);
    const isRight = timingSafeEqual(digestOf(found?.secret ?? ''), digestOf(secret));
    return isRight ? found?.source : undefined;
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
