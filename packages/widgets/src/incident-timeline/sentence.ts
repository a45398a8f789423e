import type { Role, TimelineEntry } from '@incident-kit/server/domain';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import type { DeskEntries } from './desk-seen.ts';

/** What happened, in words: what somebody did, or a whole sentence when nobody did it. */
export interface Sentence {
  who: string | null;
  what: string;
}

/** What a sentence needs to know besides the entry. */
export interface SentenceContext {
  messages: IncidentTimelineMessages;
  locale: string | undefined;
  /** What only the desk sees; undefined for everybody else, and until it has come. */
  desk?: DeskEntries | undefined;
}

/** The sentence of an entry; undefined for a kind that this element does not know. */
export function sentenceOf(entry: TimelineEntry, context: SentenceContext): Sentence | undefined {
  const ofDesk = context.desk?.sentenceOf(entry);
  const byItself = ofDesk?.byItself ? ofDesk.what : happenedByItself(entry, context);
  if (byItself !== undefined) return { who: null, what: byItself };
  const did = ofDesk?.what ?? somebodyDid(entry, context);
  return did === undefined ? undefined : { who: whoDid(entry, context), what: did };
}

/** What is said aloud of an entry: its sentence, and the beginning of what was written. */
export function announcementOf(entry: TimelineEntry, context: SentenceContext | undefined): string {
  const { who, what } = (context && sentenceOf(entry, context)) ?? {};
  if (!what) return '';
  const text = 'text' in entry ? entry.text : null;
  return `${who ? `${who} ` : ''}${what}.${text ? ` ${text.slice(0, 300)}` : ''}`;
}

function whoDid({ actor }: TimelineEntry, { messages }: SentenceContext): string {
  return actor.name ?? messages.somebody(actor.role);
}

/** Whoever takes an incident up by answering it. */
const answers: Role[] = ['reporter', 'receipt'];

function happenedByItself(entry: TimelineEntry, { messages }: SentenceContext): string | undefined {
  switch (entry.kind) {
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

function somebodyDid(entry: TimelineEntry, { messages }: SentenceContext): string | undefined {
  switch (entry.kind) {
    case 'reported':
      return messages.didReport;
    case 'acknowledged':
      return messages.didAcknowledge;
    case 'note':
      return messages.didNote;
    case 'note-edited':
      return messages.didEditNote;
    case 'note-retracted':
      return messages.didRetractNote;
    case 'retitled':
      return messages.didRetitle(entry.title);
    case 'categorized':
      return messages.didCategorize(entry.serviceName, entry.categoryName);
    case 'prioritized':
      return messages.didPrioritize;
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
    default:
      return undefined;
  }
}
