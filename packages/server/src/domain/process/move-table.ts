import type { StatusCategory } from '../incident/status.ts';
import { Codes } from '../metrics/fact-table.ts';
import type { Moves } from './moves.ts';

/** What an incident goes through: the stages of the workflow, or teams. */
export const flowKinds = ['stage', 'team'] as const;
export type FlowKind = (typeof flowKinds)[number];

/**
 * The moves of all incidents of one kind, one after the other in two arrays: some 12 bytes a move. The row of an
 * incident is its number.
 */
export class MoveColumn {
  readonly codes = new Codes();
  /** Where the moves of a row begin, and how many there are. */
  #starts: Float64Array = new Float64Array(0);
  #counts: Uint32Array = new Uint32Array(0);
  #at: Float64Array = new Float64Array(0);
  #to: Uint32Array = new Uint32Array(0);
  #used = 0;
  /** Places of moves that were replaced by longer lists elsewhere. */
  #unused = 0;

  set(row: number, moves: readonly { at: number; to: string | null }[]): void {
    if (row >= this.#counts.length) this.#growRows(row + 1);
    const had = this.#counts[row] as number;
    if (moves.length > had) {
      this.#unused += had;
      this.#counts[row] = 0;
      this.#growMoves(moves.length);
      this.#starts[row] = this.#used;
      this.#used += moves.length;
    } else {
      this.#unused += had - moves.length;
    }
    this.#counts[row] = moves.length;
    let place = this.#starts[row] as number;
    for (const { at, to } of moves) {
      this.#at[place] = at;
      this.#to[place] = this.codes.codeOf(to);
      place += 1;
    }
  }

  countOf(row: number): number {
    return this.#counts[row] ?? 0;
  }

  /** When a move of a row was. */
  at(row: number, index: number): number {
    return this.#at[(this.#starts[row] as number) + index] as number;
  }

  /** The code of where a move of a row led. */
  to(row: number, index: number): number {
    return this.#to[(this.#starts[row] as number) + index] as number;
  }

  #growRows(rows: number): void {
    const room = Math.max(1_024, rows, Math.ceil(this.#counts.length * 1.5));
    const [starts, counts] = [new Float64Array(room), new Uint32Array(room)];
    starts.set(this.#starts);
    counts.set(this.#counts);
    [this.#starts, this.#counts] = [starts, counts];
  }

  #growMoves(more: number): void {
    if (this.#used + more <= this.#at.length) return;
    const kept = this.#used - this.#unused;
    const room = Math.max(4_096, Math.ceil((kept + more) * 1.5));
    this.#packInto(new Float64Array(room), new Uint32Array(room));
  }

  #packInto(at: Float64Array, to: Uint32Array): void {
    let place = 0;
    for (let row = 0; row < this.#counts.length; row += 1) {
      const [start, count] = [this.#starts[row] as number, this.#counts[row] as number];
      at.set(this.#at.subarray(start, start + count), place);
      to.set(this.#to.subarray(start, start + count), place);
      this.#starts[row] = place;
      place += count;
    }
    [this.#at, this.#to] = [at, to];
    [this.#used, this.#unused] = [place, 0];
  }
}

/** The moves of all incidents, so that a map of many thousands of them is a walk through a few arrays. */
export class MoveTable {
  readonly stage = new MoveColumn();
  readonly team = new MoveColumn();
  /** What a stage meant to the rules when an incident last came to it. */
  readonly categories = new Map<string, StatusCategory>();

  /** Takes the moves of an incident in, in the place of what was known of it. */
  set({ number, stages, teams }: Moves): void {
    this.stage.set(
      number,
      stages.map(({ at, stage }) => ({ at, to: stage })),
    );
    this.team.set(
      number,
      teams.map(({ at, team }) => ({ at, to: team })),
    );
    for (const { stage, category } of stages) {
      if (stage !== null && category !== null) this.categories.set(stage, category);
    }
  }
}
