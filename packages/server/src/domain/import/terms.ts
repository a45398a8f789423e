import type { Rules } from '../configuration/documents.ts';
import type { Status } from '../incident/status.ts';
import { priorityOf } from '../matrix/matrix.ts';
import { statusWithId } from '../workflow/workflow.ts';
import type { ImportedStatus, Mapping } from './mapping.ts';

type Named = { id: string; name: string };
type Values = Mapping['values'];

/** Words by which levels and priorities are called, the most pressing first. */
const ranks: readonly (readonly string[])[] = [
  ['critical', 'urgent', 'highest', 'major', 'very high', 'blocker'],
  ['high', 'important'],
  ['moderate', 'medium', 'normal', 'middle'],
  ['low', 'minor', 'planning', 'lowest', 'very low', 'trivial'],
];

/**
 * What the source's words are here: what the mapping says, or what is called the same, by id or name. Levels and
 * priorities are also found by their rank, “3 - Low”; everything else that is not here stays words.
 */
export class ImportTerms {
  readonly #rules: Rules;
  readonly #mapping: Mapping;
  readonly #found = new Map<string, string | null>();

  constructor(rules: Rules, mapping: Mapping) {
    this.#rules = rules;
    this.#mapping = mapping;
  }

  service(text: string): string | null {
    return this.#find('service', text, this.#rules.catalogue.document.services);
  }

  category(text: string): string | null {
    return this.#find('category', text, this.#rules.catalogue.document.categories);
  }

  team(text: string): string | null {
    return this.#find('team', text, this.#rules.teams.document.teams);
  }

  /** The host's identifier of a person; names are no proof of who somebody is, so only the mapping says it. */
  assignee(text: string): string | null {
    return ownOf(this.#mapping.values.assignee, text) ?? null;
  }

  /** Impact, urgency and priority. What is not said is in the middle, and follows from the matrix. */
  levels(said: { impact: string; urgency: string; priority: string }): {
    impact: string;
    urgency: string;
    priority: string;
  } {
    const { document: matrix } = this.#rules.matrix;
    const impact = this.#level('impact', said.impact, matrix.impacts);
    const urgency = this.#level('urgency', said.urgency, matrix.urgencies);
    const named = this.#find('priority', said.priority, matrix.priorities);
    const priority =
      named ??
      this.#ranked(said.priority, matrix.priorities) ??
      priorityOf(matrix, impact, urgency).id;
    return { impact, urgency, priority };
  }

  /** What a status of the source is to the rules; null where nobody has said it. */
  meaning(text: string): ImportedStatus | null {
    return ownOf(this.#mapping.statuses, text.toLowerCase()) ?? null;
  }

  /** The status here: one of that name where there is one of that meaning, else the one that the workflow would take. */
  status(meaning: ImportedStatus, text: string): Status {
    const { document: workflow } = this.#rules.workflow;
    const { statuses, initial, actions } = workflow;
    const category = meaning === 'cancelled' ? 'closed' : meaning;
    const same = statuses.find((each) => each.category === category && isCalled(each, text));
    const waiting = statuses.find((each) => each.category === 'waiting');
    const usual = {
      new: initial,
      active: actions.acknowledge,
      waiting: waiting?.id ?? actions.acknowledge,
      resolved: actions.resolve,
      closed: actions.close,
      cancelled: actions.cancel,
    };
    return statusWithId(workflow, same?.id ?? usual[meaning]);
  }

  #level(axis: 'impact' | 'urgency', text: string, levels: readonly Named[]): string {
    const middle = levels[Math.floor(levels.length / 2)]?.id ?? '';
    return this.#find(axis, text, levels) ?? this.#ranked(text, levels) ?? middle;
  }

  /** By the number in front, or by a word that says how pressing it is. */
  #ranked(text: string, ordered: readonly Named[]): string | null {
    const number = /^(?:p|sev-?)?\s*([1-9])\b/i.exec(text)?.[1];
    const word = text.toLowerCase().replace(/^[^a-z]+/, '');
    const byWord = ranks.findIndex((words) => words.includes(word));
    const isShort = ordered.length < ranks.length;
    const rank = number ? Number(number) - 1 : byWord < 0 ? null : byWord - (isShort ? 1 : 0);
    if (rank === null) return null;
    return ordered[Math.max(0, Math.min(rank, ordered.length - 1))]?.id ?? null;
  }

  #find(of: keyof Values, text: string, known: readonly Named[]): string | null {
    if (text === '') return null;
    const key = `${of} ${text}`;
    const before = this.#found.get(key);
    if (before !== undefined) return before;
    const said = ownOf(this.#mapping.values[of], text);
    const found = known.find((each) =>
      said === undefined ? isCalled(each, text) : each.id === said,
    );
    this.#found.set(key, found?.id ?? null);
    return found?.id ?? null;
  }
}

/** What an object has of its own: a word of a source may be “constructor”. */
function ownOf<Value>(values: Record<string, Value> | undefined, name: string): Value | undefined {
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}

function isCalled({ id, name }: Named, text: string): boolean {
  const called = text.trim().toLowerCase();
  return called !== '' && (id.toLowerCase() === called || name.toLowerCase() === called);
}
