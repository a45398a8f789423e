import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { glyph } from '../base/glyph.ts';
import { ellipsisGlyph } from '../base/glyphs/ellipsis.ts';
import type { TimelineForDeskMessages } from '../locales/en/timeline-for-desk.ts';
import type { ShownEntry } from './shown-entry.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** Fewer lines are as short as the button that would stand for them. */
const fewestFolded = 3;

/** Entries in which people have the word, or with which an incident begins and ends: always in sight. */
const inFront = ['reported', 'note', 'resolved', 'closed', 'reopened', 'cancelled', 'merged'];

/** Consecutive entries that the system made, behind one button. */
export interface Fold {
  key: string;
  folded: ShownEntry[];
  isOpen: boolean;
}

/** Which runs of system entries of one incident somebody opened, and what is still news. */
export class Folds {
  /** The button to which an entry belongs, by `seq`: it stays the same while its run grows at either end. */
  readonly #keys = new Map<number, string>();
  readonly #open = new Set<string>();
  /** Came while the page was open. */
  readonly #news = new Set<number>();

  /** @returns what is drawn of a day's entries, in the log's order */
  linesOf(
    entries: readonly ShownEntry[],
    { arrived, entries: all }: Pick<TimelineFeed, 'arrived' | 'entries'>,
  ): (ShownEntry | Fold)[] {
    for (const seq of arrived) this.#news.add(seq);
    const newest = all.at(-1)?.seq;
    const lines: (ShownEntry | Fold)[] = [];
    let run: ShownEntry[] = [];
    const endRun = () => {
      if (run.length < fewestFolded) lines.push(...run);
      else {
        const key = this.#keyOf(run);
        lines.push({ key, folded: run, isOpen: this.#open.has(key) });
      }
      run = [];
    };
    for (const entry of entries) {
      const isNews = entry.seq === newest && this.#news.has(entry.seq);
      if (isSystemEntry(entry) && !isNews) {
        run.push(entry);
        continue;
      }
      endRun();
      lines.push(entry);
    }
    endRun();
    return lines;
  }

  toggle(key: string): void {
    if (!this.#open.delete(key)) this.#open.add(key);
  }

  /** Opens the run to which an entry belongs. */
  unfold(seq: number): void {
    const key = this.#keys.get(seq);
    if (key) this.#open.add(key);
  }

  #keyOf(run: readonly ShownEntry[]): string {
    const known = run.map(({ seq }) => this.#keys.get(seq)).find(Boolean);
    const key = known ?? `fold-${run[0]?.seq}`;
    for (const { seq } of run) this.#keys.set(seq, key);
    return key;
  }
}

function isSystemEntry({ kind, actor }: ShownEntry): boolean {
  return actor.role === 'system' && !inFront.includes(kind);
}

export interface FoldsModel {
  folds: Folds;
  messages: TimelineForDeskMessages;
  changed(): void;
}

/** The button of a run. */
export function foldLineTemplate(
  { key, folded, isOpen }: Fold,
  { folds, messages, changed }: FoldsModel,
  listId?: string,
): TemplateResult {
  return html`
    <div class="fold-line">
      <span class="mark">${glyph(ellipsisGlyph)}</span>
      <button
        type="button"
        class="plain unfold"
        aria-expanded=${isOpen}
        aria-controls=${listId ?? nothing}
        @click=${() => {
          folds.toggle(key);
          changed();
        }}
      >
        ${messages.systemEvents(folded.length)}
      </button>
    </div>
  `;
}

/**
 * The entries of a day, with runs of system entries behind a button each. On paper all are there. Each keeps its
 * elements, and the focus in them, while others become a run.
 */
export function foldsTemplate(
  entries: readonly ShownEntry[],
  draw: (entry: ShownEntry) => TemplateResult,
  feed: Pick<TimelineFeed, 'arrived' | 'entries'>,
  model: FoldsModel,
): unknown {
  return repeat(
    model.folds.linesOf(entries, feed),
    (line) => ('folded' in line ? line.key : line.seq),
    (line) => {
      if (!('folded' in line)) return draw(line);
      const { key, folded, isOpen } = line;
      return html`
        <li class="fold">
          ${foldLineTemplate(line, model, key)}
          <ol class="entries" id=${key} role="list" ?data-folded=${!isOpen}>
            ${folded.map(draw)}
          </ol>
        </li>
      `;
    },
  );
}
