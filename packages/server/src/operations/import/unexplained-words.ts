import {
  type ExplainedField,
  explainedFields,
  type ImportTerms,
} from '../../domain/import/terms.ts';

/** A word of the source that is nothing here, or a number of which only its place says how pressing it is. */
export interface UnexplainedWord {
  field: ExplainedField;
  word: string;
  /** What the number was taken for; null for nothing. */
  takenFor: string | null;
  rows: number;
  /** The line of the first. */
  line: number;
}

/** Collects what rows say that nobody has explained. */
export class UnexplainedWords {
  /** By field and word; null for what is known. */
  readonly #words = new Map<string, UnexplainedWord | null>();

  note(terms: ImportTerms, said: Readonly<Record<string, string>>, line: number): void {
    for (const field of explainedFields) {
      const word = said[field];
      if (word === undefined) continue;
      const key = `${field} ${word}`;
      const known = this.#words.get(key);
      if (known) {
        known.rows += 1;
        known.line = Math.min(known.line, line);
      }
      if (known !== undefined) continue;
      const found = terms.explanationOf(field, word);
      const takenFor = typeof found === 'object' ? found.takenFor : null;
      this.#words.set(key, found === 'known' ? null : { field, word, takenFor, rows: 1, line });
    }
  }

  all(): UnexplainedWord[] {
    const found = [...this.#words.values()].filter((each) => each !== null);
    return found.sort(
      (a, b) => explainedFields.indexOf(a.field) - explainedFields.indexOf(b.field),
    );
  }
}
