import type { QueueActionMessages } from '../../locales/en/queue-actions.ts';
import type { Answer, AskName, Option } from './bulk-asks.ts';
import type { BulkStep } from './bulk-run.ts';
import type { QueueRow } from './queue-rows.ts';

/** What is done to rows, and how it is told. */
export interface BulkPlan {
  steps: readonly BulkStep[];
  /** How they are shown until the server says how they are. */
  patch: Partial<QueueRow>;
  /** What undoes it; nothing for what the log keeps for good. */
  undo: readonly BulkStep[];
  say(count: number): string;
  /** Why nothing undoes it. */
  kept?: string;
  /** They are done with: the next row is next. */
  ends?: boolean;
}

type Did = QueueActionMessages['did'];

export function acknowledgePlan(
  rows: readonly QueueRow[],
  { did, kept }: QueueActionMessages,
): BulkPlan {
  return {
    steps: [stepOf('acknowledge', {}, rows)],
    patch: {},
    undo: [],
    kept: kept.acknowledge,
    say: did.acknowledge,
  };
}

/** Gives them to whoever does it. */
export function takePlan(rows: readonly QueueRow[], me: string, did: Did): BulkPlan {
  return { ...assignPlan(rows, { kind: 'person', value: me, label: '' }, did), say: did.take };
}

function assignPlan(rows: readonly QueueRow[], to: Option, did: Did): BulkPlan {
  const { kind, value: id, label: name } = to;
  const isTeam = kind === 'team';
  return {
    steps: [stepOf('assign', isTeam ? { team: id } : { assignee: id }, rows)],
    patch: isTeam ? { team: id, assignee: null } : { assignee: { id, name: name || null } },
    undo: beforeAssigned(rows),
    say: (count) => did.assign(count, name),
  };
}

/** What is done once it was asked for. */
export function planOf(
  name: AskName,
  rows: readonly QueueRow[],
  { found = { kind: 'named', value: '', label: '' }, choice, text }: Answer,
  words: QueueActionMessages,
  /** How a status is called. */
  statusOf: (id: string) => string,
  /** Why the priority was set by hand before, by incident. */
  reasons: ReadonlyMap<string, string> = new Map(),
): BulkPlan {
  const { did, kept, priorityReason, undoReason } = words;
  const reason = text && { reason: text };
  const { kind, value: id } = found;
  switch (name) {
    case 'assign':
      return assignPlan(rows, found, did);
    case 'priority':
      return {
        steps: [stepOf('overridePriority', { priority: id, reason: priorityReason }, rows)],
        patch: { priority: id },
        undo: beforePrioritized(rows, (incident) => reasons.get(incident) ?? undoReason),
        say: (count) => did.priority(count, id),
      };
    case 'escalate': {
      const to =
        kind === 'management'
          ? { kind: 'hierarchical' }
          : { kind: 'functional', ...(id && { team: id }) };
      return {
        steps: [stepOf('escalate', { ...to, ...reason }, rows)],
        patch: {},
        undo: [],
        kept: kept.escalate,
        say: did.escalate,
      };
    }
    case 'hold':
      return {
        steps: [stepOf('hold', { to: choice, ...reason }, rows)],
        patch: { status: { id: choice, name: statusOf(choice), category: 'waiting' } },
        undo: [stepOf('resume', { reason: undoReason }, rows)],
        say: (count) => did.hold(count, statusOf(choice)),
      };
    case 'resolve':
      return {
        steps: [stepOf('resolve', { code: choice, text }, rows)],
        patch: { status: { id: 'resolved', name: statusOf('resolved'), category: 'resolved' } },
        undo: [],
        kept: kept.resolve,
        say: did.resolve,
        ends: true,
      };
    case 'cancel':
      return {
        steps: [stepOf('cancel', { ...reason }, rows)],
        patch: { status: { id: 'cancelled', name: statusOf('closed'), category: 'closed' } },
        undo: [],
        kept: kept.cancel,
        say: did.cancel,
        ends: true,
      };
    case 'merge': {
      // The one that they are merged into may be selected with them.
      const others = rows.filter(({ incident }) => incident !== id);
      return {
        steps: [stepOf('merge', { into: id, ...reason }, others)],
        patch: { status: { id: 'closed', name: statusOf('closed'), category: 'closed' } },
        undo: [],
        kept: kept.merge,
        say: (count) => did.merge(count, id),
        ends: true,
      };
    }
    case 'link': {
      const others = rows.filter(({ incident }) => incident !== id);
      const link = { kind: choice, target: id };
      return {
        steps: [stepOf('link', link, others)],
        patch: {},
        undo: [stepOf('unlink', link, others)],
        say: (count) => did.link(count, id),
      };
    }
  }
}

/** The rows that a plan concerns. */
export function rowsOf({ steps }: BulkPlan): string[] {
  return steps.flatMap(({ incidents }) => incidents.map(({ incident }) => incident));
}

export function stepOf(
  command: BulkStep['command'],
  input: Record<string, unknown>,
  rows: readonly QueueRow[],
): BulkStep {
  return {
    command,
    input,
    incidents: rows.map(({ incident, seq }) => ({ incident, basedOn: seq })),
  };
}

/** What gives rows back to whoever had them. */
function beforeAssigned(rows: readonly QueueRow[]): BulkStep[] {
  return grouped(rows, ({ team, assignee }) => JSON.stringify([team, assignee?.id])).map(
    ([, same]) => {
      const { team, assignee } = same[0] as QueueRow;
      if (!team && !assignee) return stepOf('unassign', { team: true }, same);
      return stepOf(
        'assign',
        { ...(team && { team }), ...(assignee && { assignee: assignee.id }) },
        same,
      );
    },
  );
}

/** What gives the priority back to the matrix, or where it was set by hand before, sets it so again. */
function beforePrioritized(
  rows: readonly QueueRow[],
  reasonOf: (incident: string) => string,
): BulkStep[] {
  const of = ({ incident, priority, isOverridden }: QueueRow) =>
    isOverridden && { priority, reason: reasonOf(incident) };
  return grouped(rows, (row) => JSON.stringify(of(row))).map(([, same]) => {
    const before = of(same[0] as QueueRow);
    return before ? stepOf('overridePriority', before, same) : stepOf('restorePriority', {}, same);
  });
}

function grouped(
  rows: readonly QueueRow[],
  keyOf: (row: QueueRow) => string,
): [string, QueueRow[]][] {
  const groups = new Map<string, QueueRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups];
}
