import type { MessageProblem, TryOutcome } from '../../domain/channels/outgoing.ts';

/** What nodemailer says of what went wrong. */
interface MailError {
  code?: unknown;
  responseCode?: unknown;
  /** What Node.js says of the connection. */
  originalCode?: unknown;
}

/** A certificate that nobody we know has signed, that is of another name, or is over. */
const ofCertificates = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/;

const problems: Record<string, MessageProblem> = {
  ETLS: 'not-encrypted',
  EREQUIRETLS: 'not-encrypted',
  ETIMEDOUT: 'timed-out',
};

/** Runs what sends a mail and says why it could not be sent; null when it was. */
export async function problemOf(send: () => Promise<void>): Promise<TryOutcome | null> {
  try {
    await send();
    return null;
  } catch (error) {
    const { code, responseCode, originalCode } = error as MailError;
    const ofConnection = ofCertificates.test(String(originalCode))
      ? 'not-encrypted'
      : problems[String(code)];
    if (ofConnection !== undefined || typeof responseCode !== 'number') {
      return { sent: false, problem: ofConnection ?? 'unreachable', isFinal: false };
    }
    // That it does not know us is put right in the settings; that it does not know the address is not.
    const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE';
    const isFinal = isOfMail && responseCode >= 500;
    return { sent: false, problem: `status-${responseCode}`, isFinal };
  }
}
