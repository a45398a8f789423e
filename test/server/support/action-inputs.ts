import { type Action, linkKinds, type Rules, resolutionCodes } from '@incident-kit/server/domain';
import type { incidentCommands } from '../../../packages/server/src/operations/incidents/commands/index.ts';

export interface Sent {
  command: keyof typeof incidentCommands;
  input: Record<string, unknown>;
}

/**
 * A command with every input that somebody could send for an action, where those are few enough to be
 * counted, and else with some of each kind. Nothing is left out because it could not succeed.
 * @param others references of incidents, of which some may not exist
 */
export function inputsOf(
  action: Action | 'move',
  incident: string,
  rules: Rules,
  others: readonly string[],
): Sent[] {
  const all = (command: Sent['command'], inputs: Record<string, unknown>[]) =>
    inputs.map((input) => ({ command, input: { incident, ...input } }));
  const { teams } = rules.teams.document;
  const { services, categories } = rules.catalogue.document;
  const { impacts, urgencies, priorities } = rules.matrix.document;
  const statuses = [...idsOf(rules.workflow.document.statuses), 'no-status'];
  const teamIds = [undefined, ...idsOf(teams), 'no-team'];
  const people = [undefined, ...new Set(teams.flatMap((each) => idsOf(each.members))), 'nobody'];
  const reason = 'Because it is so';
  const perhapsReason = [{}, { reason }];
  switch (action) {
    case 'acknowledge':
      return all('acknowledge', [{}]);
    case 'assign':
      return all(
        'assign',
        pairs(teamIds, people)
          .filter(([team, assignee]) => team ?? assignee)
          .map(([team, assignee]) => ({ team, assignee })),
      );
    case 'hold':
      return all(
        'hold',
        statuses.map((to) => ({ to, reason })),
      );
    case 'move':
      return all(
        'move',
        statuses.map((to) => ({ to, reason })),
      );
    case 'resume':
      return all('resume', perhapsReason);
    case 'escalate':
      return all('escalate', [
        { kind: 'hierarchical', reason },
        ...teamIds.map((team) => ({ kind: 'functional', team, reason })),
      ]);
    case 'resolve':
      return all(
        'resolve',
        resolutionCodes.map((code) => ({ code, text: 'Done.' })),
      );
    case 'confirm-fixed':
      return all('confirm', [{ fixed: true }, { fixed: true, text: 'Thank you' }]);
    case 'not-fixed':
      return all('confirm', [{ fixed: false, text: 'Not at all' }]);
    case 'close':
      return all('close', perhapsReason);
    case 'reopen':
      return all('reopen', [{ reason }]);
    case 'cancel':
      return all('cancel', [{ reason }]);
    case 'merge':
      return all(
        'merge',
        [incident, ...others].flatMap((into) => perhapsReason.map((each) => ({ into, ...each }))),
      );
    case 'link':
      return all(
        'link',
        pairs(linkKinds, [incident, ...others, 'PRB-1', 'PRB-2', 'PRB-3', 'PRB-4']).map(
          ([kind, target]) => ({ kind, target }),
        ),
      );
    case 'prioritize':
      return all(
        'prioritize',
        pairs([undefined, ...idsOf(impacts)], [undefined, ...idsOf(urgencies)])
          .filter(([impact, urgency]) => impact ?? urgency)
          .map(([impact, urgency]) => ({ impact, urgency })),
      );
    case 'override':
      return all(
        'overridePriority',
        [...idsOf(priorities), 'no-priority'].map((priority) => ({ priority, reason })),
      );
    case 'categorize':
      return all(
        'categorize',
        pairs([undefined, null, ...idsOf(services)], [undefined, null, ...idsOf(categories)])
          .filter(([service, category]) => service !== undefined || category !== undefined)
          .map(([service, category]) => ({ service, category })),
      );
    case 'retitle':
      return all('retitle', [{ title: 'It is up' }, { title: 'It is down' }]);
    case 'add-note':
      return all('addNote', [{ text: 'Hello' }]);
    case 'add-internal-note':
      return all('addNote', [{ text: 'Hello', visibility: 'internal' }]);
    case 'revoke-receipts':
      return all('revokeReceipts', perhapsReason);
    case 'join':
      return all('join', [{}]);
  }
}

const idsOf = (things: readonly { id: string }[]) => things.map((each) => each.id);

const pairs = <A, B>(some: readonly A[], others: readonly B[]) =>
  some.flatMap((one) => others.map((other) => [one, other] as const));
