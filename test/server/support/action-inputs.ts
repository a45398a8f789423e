import {
  type Action,
  decideAcknowledge,
  decideAssign,
  decideCancel,
  decideCategorize,
  decideClose,
  decideEscalateFunctionally,
  decideEscalateHierarchically,
  decideHold,
  decideJoin,
  decideLevels,
  decideLink,
  decideMerge,
  decideNote,
  decideOverride,
  decideReopen,
  decideResolve,
  decideResume,
  decideRetitle,
  type Incident,
  linkKinds,
  type NewIncidentEvent,
  type Rules,
  resolutionCodes,
} from '@incident-kit/server/domain';

type Decision = () => NewIncidentEvent;

const idsOf = (things: readonly { id: string }[]) => things.map((each) => each.id);

/**
 * An action with every input that somebody could send, where those are few enough to be counted, and
 * else with some of each kind. Nothing is left out because it could not succeed.
 */
export function inputsOf(
  action: Action,
  state: Incident,
  rules: Rules,
  hasJoined: boolean,
): Decision[] {
  const { teams } = rules.teams.document;
  const { services, categories } = rules.catalogue.document;
  const { impacts, urgencies, priorities } = rules.matrix.document;
  const teamIds = [...idsOf(teams), 'no-team'];
  const people = [...new Set(teams.flatMap((each) => idsOf(each.members))), 'nobody'];
  const perhaps = <T>(values: readonly T[]) => [undefined, ...values];
  const maybeText = [null, 'because'];
  switch (action) {
    case 'acknowledge':
      return [() => decideAcknowledge(state, rules)];
    case 'assign':
      return [null, ...teamIds]
        .flatMap((team) => [null, ...people].map((assignee) => ({ team, assignee })))
        .filter(({ team, assignee }) => team ?? assignee)
        .map((to) => () => decideAssign(state, rules, to));
    case 'hold':
      return [...idsOf(rules.workflow.document.statuses), 'no-status'].map(
        (to) => () => decideHold(state, rules, to, 'because'),
      );
    case 'resume':
      return maybeText.map((text) => () => decideResume(state, rules, text));
    case 'escalate':
      return [
        () => decideEscalateHierarchically(state, 'because'),
        ...[null, ...teamIds].map(
          (team) => () => decideEscalateFunctionally(state, rules, team, 'because'),
        ),
      ];
    case 'resolve':
      return resolutionCodes.map(
        (code) => () => decideResolve(state, rules, { code, text: 'Done.' }, state.at + 1),
      );
    case 'confirm-fixed':
      return maybeText.map((text) => () => decideClose(state, rules, 'confirmed', text));
    case 'not-fixed':
      return [() => decideReopen(state, rules, 'not-fixed', 'Not at all')];
    case 'close':
      return maybeText.map((text) => () => decideClose(state, rules, 'desk', text));
    case 'reopen':
      return [() => decideReopen(state, rules, 'reopened', 'Not at all')];
    case 'cancel':
      return [() => decideCancel(state, rules, 'A mistake')];
    case 'merge':
      return otherIncidents(state).flatMap((into) =>
        maybeText.map((text) => () => decideMerge(state, into, rules, text)[0]),
      );
    case 'link':
      return linkKinds.flatMap((kind) =>
        ['INC-1', 'INC-7', 'PRB-1', 'PRB-2', 'PRB-3', 'PRB-4'].map(
          (target) => () => decideLink(state, { kind, target }, []),
        ),
      );
    case 'prioritize':
      return perhaps(idsOf(impacts)).flatMap((impact) =>
        perhaps(idsOf(urgencies)).map(
          (urgency) => () => decideLevels(state, rules, { impact, urgency }),
        ),
      );
    case 'override':
      return [...idsOf(priorities), 'no-priority'].map(
        (priority) => () => decideOverride(state, rules, priority, 'because'),
      );
    case 'categorize':
      return [...perhaps(idsOf(services)), null].flatMap((service) =>
        [...perhaps(idsOf(categories)), null].map(
          (category) => () => decideCategorize(state, rules, { service, category }),
        ),
      );
    case 'retitle':
      return [state.title, 'It is up', 'It is down'].map(
        (title) => () => decideRetitle(state, title),
      );
    case 'add-note':
      return [() => decideNote('Hello', 'public')];
    case 'add-internal-note':
      return [() => decideNote('Hello', 'internal')];
    case 'join':
      return [() => decideJoin(state, hasJoined)];
  }
}

/** Itself, and others in every state of being closed or not. */
function otherIncidents(state: Incident): Incident[] {
  const open = {
    ...state,
    number: state.number + 7,
    status: { id: 'new', name: 'New', category: 'new' } as const,
    closed: null,
    duplicateOf: null,
  };
  const closed = {
    ...open,
    status: { id: 'closed', name: 'Closed', category: 'closed' } as const,
    closed: { at: 1, by: null, why: 'desk' } as const,
  };
  const duplicate = { ...closed, duplicateOf: 3, closed: { ...closed.closed, why: 'duplicate' } };
  return [state, open, closed, duplicate as Incident];
}
