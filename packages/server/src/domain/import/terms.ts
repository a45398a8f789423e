import type { Rules } from '../configuration/documents.ts';
import type { Status } from '../incident/status.ts';
import { priorityOf } from '../matrix/matrix.ts';
import { statusWithId } from '../workflow/workflow.ts';
import { type ImportedStatus, type Mapping, type RankedField, rankedFields } from './mapping.ts';
import { type Ranked, rankIn } from './ranks.ts';

type Named = { id: string; name: string };
type Values = Mapping['values'];

/** Fields whose words become something of ours. */
export const explainedFields = [...rankedFields, 'service', 'category', 'team'] as const;
export type ExplainedField = (typeof explainedFields)[number];

/** Of a number that nobody has explained, what it was taken for. */
export type Explanation = 'known' | 'unknown' | { takenFor: string };

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
    return this.#find('service', text, this.#knownOf('service'));
  }

  category(text: string): string | null {
    return this.#find('category', text, this.#knownOf('category'));
  }

  team(text: string): string | null {
    return this.#find('team', text, this.#knownOf('team'));
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
    const impact = this.#level('impact', said.impact, matrix.impacts) ?? middleOf(matrix.impacts);
    const urgency =
      this.#level('urgency', said.urgency, matrix.urgencies) ?? middleOf(matrix.urgencies);
    const priority =
      this.#level('priority', said.priority, matrix.priorities) ??
      priorityOf(matrix, impact, urgency).id;
    return { impact, urgency, priority };
  }

  /** What becomes of a word: whether somebody, or its likeness, has said what it is here. */
  explanationOf(field: ExplainedField, text: string): Explanation {
    const known = this.#knownOf(field);
    if (this.#find(field, text, known) !== null) return 'known';
    const ranked = isRanked(field) ? this.#ranked(field, text, known) : null;
    if (ranked === null) return 'unknown';
    return ranked.isByNumber ? { takenFor: known[ranked.index]?.id ?? '' } : 'known';
  }

  /** Ids that the mapping says and nothing here has. */
  unknownIds(): { field: ExplainedField; id: string }[] {
    return explainedFields.flatMap((field) => {
      const known = new Set(this.#knownOf(field).map(({ id }) => id));
      const said = new Set(Object.values(this.#mapping.values[field] ?? {}));
      return [...said].filter((id) => !known.has(id)).map((id) => ({ field, id }));
    });
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

  #knownOf(field: ExplainedField): readonly Named[] {
    const { catalogue, teams, matrix } = this.#rules;
    switch (field) {
      case 'priority':
        return matrix.document.priorities;
      case 'impact':
        return matrix.document.impacts;
      case 'urgency':
        return matrix.document.urgencies;
      case 'service':
        return catalogue.document.services;
      case 'category':
        return catalogue.document.categories;
      case 'team':
        return teams.document.teams;
    }
  }

  #level(field: RankedField, text: string, levels: readonly Named[]): string | null {
    const found = this.#find(field, text, levels);
    if (found !== null || text === '') return found;
    const ranked = this.#ranked(field, text, levels);
    return (ranked && levels[ranked.index]?.id) ?? null;
  }

  #ranked(field: RankedField, text: string, levels: readonly Named[]): Ranked | null {
    return rankIn(text, levels.length, this.#mapping.levels[field] ?? {});
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

function isRanked(field: ExplainedField): field is RankedField {
  return rankedFields.some((each) => each === field);
}

function middleOf(levels: readonly Named[]): string {
  return levels[Math.floor(levels.length / 2)]?.id ?? '';
}

function isCalled({ id, name }: Named, text: string): boolean {
  const called = text.trim().toLowerCase();
  return called !== '' && (id.toLowerCase() === called || name.toLowerCase() === called);
}
