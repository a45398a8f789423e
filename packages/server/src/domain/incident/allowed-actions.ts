import type { Rules } from '../configuration/documents.ts';
import { KitError } from '../errors.ts';
import { limits } from '../limits.ts';
import { transitionTargets } from '../workflow/workflow.ts';
import {
  decideAssign,
  decideEscalateFunctionally,
  decideEscalateHierarchically,
} from './decide/assignment.ts';
import {
  decideCategorize,
  decideLevels,
  decideOverride,
  decideRetitle,
} from './decide/classification.ts';
import { decideNote } from './decide/notes.ts';
import {
  decideAcknowledge,
  decideCancel,
  decideClose,
  decideHold,
  decideReopen,
  decideResolve,
  decideResume,
} from './decide/progress.ts';
import { decideRevokeReceipts } from './decide/receipts.ts';
import { decideJoin, decideLink, decideMerge } from './decide/relations.ts';
import { decideStep } from './decide/step.ts';
import type { Incident } from './state.ts';
import type { Status } from './status.ts';

/** An action, decided with one input that somebody could give. Throws a KitError when it is refused. */
type Attempt = () => unknown;

interface Situation {
  incident: Incident;
  rules: Rules;
  /** Whether whoever asks reported it, or has already said “me too”. */
  hasJoined: boolean;
}

/**
 * For each action the inputs to decide it with, so that one of them succeeds if any input would. What
 * somebody can always write (a reason, a text) is given; what is chosen from the documents in force is
 * tried in turn. They are made one at a time: mostly the first succeeds.
 */
const attempts = {
  *acknowledge({ incident, rules }) {
    yield () => decideAcknowledge(incident, rules);
  },
  *resolve({ incident, rules }) {
    const resolution = { code: 'fixed', text: given } as const;
    yield () => decideResolve(incident, rules, resolution, incident.at);
  },
  *assign({ incident, rules }) {
    for (const { id: team, members } of rules.teams.document.teams) {
      yield () => decideAssign(incident, rules, { team, assignee: null });
      for (const { id } of members) {
        yield () => decideAssign(incident, rules, { team, assignee: id });
      }
    }
  },
  *resume({ incident, rules }) {
    yield () => decideResume(incident, rules, given);
  },
  *hold({ incident, rules }) {
    for (const { id, category } of rules.workflow.document.statuses) {
      if (category === 'waiting') yield () => decideHold(incident, rules, id, given);
    }
  },
  *cancel({ incident, rules }) {
    yield () => decideCancel(incident, rules, given);
  },
  *'confirm-fixed'({ incident, rules }) {
    yield () => decideClose(incident, rules, 'confirmed', given);
  },
  *'not-fixed'({ incident, rules }) {
    yield () => decideReopen(incident, rules, 'not-fixed', given);
  },
  *close({ incident, rules }) {
    yield () => decideClose(incident, rules, 'desk', given);
  },
  *reopen({ incident, rules }) {
    yield () => decideReopen(incident, rules, 'reopened', given);
  },
  *escalate({ incident, rules }) {
    yield () => decideEscalateHierarchically(incident, given);
    for (const { id } of rules.teams.document.teams) {
      yield () => decideEscalateFunctionally(incident, rules, id, given);
    }
  },
  *prioritize({ incident, rules }) {
    const { impacts, urgencies } = rules.matrix.document;
    for (const { id: impact } of impacts) {
      for (const { id: urgency } of urgencies) {
        yield () => decideLevels(incident, rules, { impact, urgency });
      }
    }
  },
  *override({ incident, rules }) {
    for (const { id } of rules.matrix.document.priorities) {
      yield () => decideOverride(incident, rules, id, given);
    }
  },
  *categorize({ incident, rules }) {
    const { services, categories } = rules.catalogue.document;
    for (const service of [...services.map(({ id }) => id), null]) {
      yield () => decideCategorize(incident, rules, { service });
    }
    for (const category of [...categories.map(({ id }) => id), null]) {
      yield () => decideCategorize(incident, rules, { category });
    }
  },
  *retitle({ incident }) {
    yield () => decideRetitle(incident, `${incident.title} ${given}`);
  },
  *merge({ incident, rules }) {
    // Whether there is another incident is not known here: it is as if one like this one stood beside it.
    const another = { ...incident, number: incident.number + 1 };
    yield () => decideMerge(incident, another, rules, given);
  },
  *join({ incident, hasJoined }) {
    yield () => decideJoin(incident, hasJoined);
  },
  *link({ incident }) {
    // One more name than there can be links, so one of them is not taken.
    for (let name = 0; name <= Math.min(incident.links.length, limits.links); name += 1) {
      yield () => decideLink(incident, { kind: 'problem', target: `${given} ${name}` }, []);
    }
  },
  *'revoke-receipts'({ incident }) {
    yield () => decideRevokeReceipts(incident, given);
  },
  *'add-note'() {
    yield () => decideNote(given, 'public');
  },
  *'add-internal-note'() {
    yield () => decideNote(given, 'internal');
  },
} satisfies Record<string, (situation: Situation) => Iterable<Attempt>>;

/** Stands for what somebody writes. */
const given = 'given';

/** Something that can be offered to somebody who looks at an incident. */
export type Action = keyof typeof attempts;

export const actions = Object.keys(attempts) as Action[];

/** Who wants to know what they may do. */
export interface Asker {
  /** Whether their role lets them do such a thing to this incident at all. */
  may(action: Action): boolean;
  /** Whether they reported it, or have already said “me too”. */
  hasJoined: boolean;
}

/**
 * What somebody may do to an incident as it stands: exactly those actions for which there is an input
 * that would not be refused. Each is found by deciding it, so that this cannot differ from what the
 * command then says.
 */
export function allowedActions(
  incident: Incident,
  rules: Rules,
  { may, hasJoined }: Asker,
): Action[] {
  const situation = { incident, rules, hasJoined };
  return actions.filter((action) => may(action) && succeeds(attempts[action](situation)));
}

/** The statuses that an incident can go to from here, with a reason and as far as it has what they require. */
export function nextStatuses(incident: Incident, { workflow }: Pick<Rules, 'workflow'>): Status[] {
  if (incident.status.category === 'closed') return [];
  return transitionTargets(workflow.document, incident.status.id).filter(({ id }) =>
    succeeds([() => decideStep(incident, workflow, id, { reason: given })]),
  );
}

function succeeds(inputs: Iterable<Attempt>): boolean {
  for (const attempt of inputs) {
    try {
      attempt();
      return true;
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
    }
  }
  return false;
}
