import type { EscalationAction, Role, TimelineEntry } from '@incident-kit/server/domain';
import { formatInstant } from '../base/intl.ts';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';

/** What happened, in words: what somebody did, or a whole sentence when nobody did it. */
export interface Sentence {
  who: string | null;
  what: string;
}

/** What a sentence needs to know besides the entry. */
export interface SentenceContext {
  messages: IncidentTimelineMessages;
  locale: string | undefined;
  /** How a level of the matrix is called. */
  levelOf(axis: 'impact' | 'urgency', id: string): string;
}

/** What an entry names by its id alone: `field-service` is "Field service" to whoever reads it. */
export function nameFromId(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
}

/** The sentence of an entry; undefined for a kind that this element does not know. */
export function sentenceOf(entry: TimelineEntry, context: SentenceContext): Sentence | undefined {
  const what = happenedByItself(entry, context);
  if (what !== undefined) return { who: null, what };
  const did = somebodyDid(entry, context);
  return did === undefined ? undefined : { who: whoDid(entry, context), what: did };
}

/** What is said aloud of an entry: its sentence, and the beginning of what was written. */
export function announcementOf(entry: TimelineEntry, context: SentenceContext): string {
  const { who, what } = sentenceOf(entry, context) ?? {};
  if (!what) return '';
  const text = 'text' in entry ? entry.text : null;
  return `${who ? `${who} ` : ''}${what}.${text ? ` ${text.slice(0, 300)}` : ''}`;
}

function whoDid({ actor }: TimelineEntry, { messages }: SentenceContext): string {
  return actor.name ?? messages.somebody(actor.role);
}

/** Noted so much later than it came to pass, it says since when. */
const lateMs = 60_000;

function formatSince(locale: string | undefined, trueAt: number, at: number): string | null {
  if (at - trueAt < lateMs) return null;
  const isThatDay = new Date(trueAt).toDateString() === new Date(at).toDateString();
  return formatInstant(locale, trueAt, isThatDay ? { timeStyle: 'short' } : undefined);
}

function happenedByItself(entry: TimelineEntry, context: SentenceContext): string | undefined {
  const { messages, locale } = context;
  switch (entry.kind) {
    case 'routed':
      return routing(entry, messages);
    case 'sla-warned':
      return messages.slaWarned(entry.target, formatSince(locale, entry.trueAt, entry.at));
    case 'sla-breached':
      return messages.slaBreached(entry.target, formatSince(locale, entry.trueAt, entry.at));
    case 'escalation-step-taken':
      return messages.stepTaken(
        entry.policy,
        entry.step + 1,
        entry.repetition > 0,
        entry.actions.map(withName),
      );
    case 'closed':
      return entry.why === 'silence' ? messages.closedBySilence : undefined;
    case 'moved':
      // The desk takes an incident up again; whoever else does so has answered it.
      return entry.how === 'resume' && answers.includes(entry.actor.role)
        ? messages.resumedByReply(entry.status.name)
        : undefined;
    case 'affected-joined':
      return entry.actor.name ? undefined : messages.somebodyJoined;
    default:
      return undefined;
  }
}

function withName(action: EscalationAction): EscalationAction {
  return 'team' in action && action.team ? { ...action, team: nameFromId(action.team) } : action;
}

const answers: Role[] = ['reporter', 'receipt'];

function routing(
  entry: Extract<TimelineEntry, { kind: 'routed' }>,
  messages: IncidentTimelineMessages,
): string {
  const { teamReason, assignee, assigneeReason, categoryReason } = entry;
  const { teamName: team, categoryName: category } = entry;
  const parts = [
    team || assignee
      ? messages.routedTo({ team, assignee }, { team: teamReason, assignee: assigneeReason })
      : '',
    category ? messages.routedCategory(category, categoryReason) : '',
  ];
  return parts.filter(Boolean).join('. ') || messages.routedNowhere;
}

function somebodyDid(
  entry: TimelineEntry,
  { messages, levelOf }: SentenceContext,
): string | undefined {
  switch (entry.kind) {
    case 'reported':
      return messages.didReport;
    case 'acknowledged':
      return messages.didAcknowledge;
    case 'note':
      return entry.visibility === 'internal' ? messages.didNoteInternally : messages.didNote;
    case 'note-edited':
      return messages.didEditNote;
    case 'note-retracted':
      return messages.didRetractNote;
    case 'retitled':
      return messages.didRetitle(entry.title);
    case 'categorized':
      return messages.didCategorize(entry.serviceName, entry.categoryName);
    case 'prioritized': {
      const { why, priority, impact, urgency } = entry;
      if (why === 'override') return messages.didSetPriority(priority);
      if (why === 'restored') return messages.didRestorePriority(priority);
      const [high, soon] = [levelOf('impact', impact), levelOf('urgency', urgency)];
      return messages.didSetLevels(high, soon, priority);
    }
    case 'moved': {
      const did = { hold: messages.didHold, resume: messages.didResume, move: messages.didMove };
      return did[entry.how](entry.status.name);
    }
    case 'resolved':
      return messages.didResolve;
    case 'closed':
      return entry.why === 'confirmed' ? messages.didConfirm : messages.didClose;
    case 'reopened':
      return entry.why === 'not-fixed' ? messages.didSayNotFixed : messages.didReopen;
    case 'cancelled':
      return messages.didCancel;
    case 'merged':
      return messages.didMerge(entry.into);
    case 'affected-joined':
      return messages.didJoin;
    case 'assigned': {
      const { assignee, actor } = entry;
      return assignee && assignee === actor.name
        ? messages.didTake
        : messages.didAssign(assignee, entry.teamName);
    }
    case 'escalated':
      return entry.how === 'functional'
        ? messages.didHandOver(entry.teamName)
        : messages.didRaise(entry.level);
    case 'duplicate-merged':
      return messages.didMergeOther(entry.duplicate);
    case 'linked':
      return messages.didLink(entry.link, entry.target);
    case 'unlinked':
      return messages.didUnlink(entry.link, entry.target);
    case 'receipts-revoked':
      return messages.didRevokeReceipts;
    case 'erased':
      return messages.didErase(entry.events.length);
    default:
      return undefined;
  }
}
