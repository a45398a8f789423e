import type { Dismissals } from '../../domain/problem/hints/dismissals.ts';
import type { Problem, ProblemState } from '../../domain/problem/problem.ts';
import type { Review, ReviewState } from '../../domain/review/review.ts';

/** Problems, the incidents that are linked to them, reviews of incidents, and hints that rest. */
export interface ProblemReader {
  get(number: number): Promise<Problem | null>;
  getMany(numbers: readonly number[]): Promise<Problem[]>;
  /** The highest number that a problem has; 0 for none. */
  lastNumber(): Promise<number>;
  /** Those in one of these states with a lower number, the newest first. */
  list(states: readonly ProblemState[], before: number, limit: number): Promise<Problem[]>;
  /** The numbers of the incidents that are linked to a problem, the newest first. */
  incidentsOf(problem: number, limit: number): Promise<number[]>;
  /** How many incidents are linked to each. */
  countIncidents(problems: readonly number[]): Promise<Map<number, number>>;
  /** The problems that incidents are linked to: pairs. */
  problemsOf(incidents: readonly number[]): Promise<{ incident: number; problem: number }[]>;
  review(incident: number): Promise<Review | null>;
  /** Those in one of these states, of incidents with a lower number, the newest first. */
  reviews(states: readonly ReviewState[], before: number, limit: number): Promise<Review[]>;
  /** Null while nothing was ever dismissed. */
  dismissals(): Promise<Dismissals | null>;
}
