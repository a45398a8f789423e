import type { SignedLinks } from '../../access/signed-links.ts';
import { reporterKey } from '../../domain/channels/reporters.ts';
import type { Incident } from '../../domain/incident/state.ts';

/** What the reporter can say of what was resolved. */
export type FixedAnswer = 'fixed' | 'not-fixed';

/** Which resolution of which incident they are asked about. */
export interface Asked {
  number: number;
  /** When it was resolved, epoch milliseconds. */
  at: number;
}

const day = 24 * 60 * 60_000;
/** How long a link answers, milliseconds. What was closed meanwhile is said by its page. */
const answerableMs = 90 * day;
/** How long a link ends the mails, milliseconds: mails are kept, and read late. */
const stoppableMs = 400 * day;

const stop = 'stop mails to reporter';

export function answerLink(links: SignedLinks, answer: FixedAnswer, asked: Asked): string {
  const { number, at } = asked;
  const token = links.sign(purposeOf(answer), JSON.stringify([number, at]), at + answerableMs);
  return `${links.base}/reports/${answer}/${token}`;
}

/** Null for what was not signed here, or has ended. */
export function askedBehind(
  links: SignedLinks,
  answer: FixedAnswer,
  { token, now }: { token: string; now: number },
): Asked | null {
  const subject = links.verify(purposeOf(answer), token, now);
  if (subject === null) return null;
  const [number, at] = JSON.parse(subject) as [number, number];
  return { number, at };
}

/** Null where the settings do not say where the kit is reached. */
export function stopLink(links: SignedLinks, incident: Incident, at: number): string | null {
  if (links.base === null) return null;
  const token = links.sign(stop, reporterKey(incident), at + stoppableMs);
  return `${links.base}/reports/stop/${token}`;
}

/** Whose mails a link ends, as `reporterKey` has it; null for what was not signed here, or has ended. */
export function reporterBehind(
  links: SignedLinks,
  { token, now }: { token: string; now: number },
): string | null {
  return links.verify(stop, token, now);
}

function purposeOf(answer: FixedAnswer): string {
  return `answer ${answer}`;
}
