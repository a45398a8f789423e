import type { SignedLinks } from '../../access/signed-links.ts';
import { day } from '../../domain/calendar/local-time.ts';

/** Whose mails a link ends: those of a target at the address that it had. */
export interface Unsubscription {
  target: string;
  address: string;
}

/** Law asks for a month; some mails are found late. */
const unsubscribeFor = 90 * day;

/** The links that messages have: each is signed, and ends. */
export class MessageLinks {
  readonly #links: SignedLinks;
  readonly #publicUrl: string | null;

  /** @param publicUrl where the kit is reached from outside; null where nobody has said: there are no links then */
  constructor(links: SignedLinks, publicUrl: string | null) {
    this.#links = links;
    this.#publicUrl = publicUrl?.replace(/\/$/, '') ?? null;
  }

  unsubscribe({ target, address }: Unsubscription, now: number): string | null {
    if (this.#publicUrl === null) return null;
    const token = this.#links.sign(
      'unsubscribe',
      JSON.stringify([target, address]),
      now + unsubscribeFor,
    );
    return `${this.#publicUrl}/channels/unsubscribe/${token}`;
  }

  /** Null for what was not signed here, or has ended. */
  unsubscriptionIn(token: string, now: number): Unsubscription | null {
    const subject = this.#links.verify('unsubscribe', token, now);
    if (subject === null) return null;
    const [target, address] = JSON.parse(subject) as [string, string];
    return { target, address };
  }
}
