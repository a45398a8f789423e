import type { SignedLinks } from '../../access/signed-links.ts';
import { day } from '../../domain/calendar/local-time.ts';
import type { Answered, PageAction } from '../../domain/channels/outgoing.ts';

/** What a page does that a message led to, and for whom. */
export interface LinkedAction extends Answered {
  action: PageAction;
}

/** Whose mails a link ends: those of a target at the address that it had. */
export interface Unsubscription {
  target: string;
  address: string;
}

/** Law asks for a month; some mails are found late. */
const unsubscribeFor = 90 * day;

/** What is to be done is done by then, or looked at where there is a login. */
const actFor = 3 * day;

/** A service may keep a call waiting for some time. */
const keysFor = day / 24;

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

  /** The page on which one thing is done with the incident that a message tells of. */
  act({ seq, target, address, action }: LinkedAction, now: number): string | null {
    if (this.#publicUrl === null) return null;
    const subject = JSON.stringify([seq, target, address, action]);
    return `${this.#publicUrl}/channels/act/${this.#links.sign('act', subject, now + actFor)}`;
  }

  /** Where a telephone service sends the keys that somebody presses in a call. */
  keys(channel: string, { seq, target, address }: Answered, now: number): string | null {
    const token = this.#links.sign('keys', JSON.stringify([seq, target, address]), now + keysFor);
    return this.keysAt(channel, token);
  }

  /** The address of a token: the service signs it as it was told it. */
  keysAt(channel: string, token: string): string | null {
    return this.#publicUrl && `${this.#publicUrl}/channels/calls/${channel}/${token}`;
  }

  /** Null for what was not signed here, or has ended. */
  calledIn(token: string, now: number): Answered | null {
    const subject = this.#links.verify('keys', token, now);
    if (subject === null) return null;
    const [seq, target, address] = JSON.parse(subject) as [number, string, string];
    return { seq, target, address };
  }

  /** Null for what was not signed here, or has ended. */
  actionIn(token: string, now: number): LinkedAction | null {
    const subject = this.#links.verify('act', token, now);
    if (subject === null) return null;
    const [seq, target, address, action] = JSON.parse(subject) as [
      ...[number, string, string],
      PageAction,
    ];
    return { seq, target, address, action };
  }

  /** Null for what was not signed here, or has ended. */
  unsubscriptionIn(token: string, now: number): Unsubscription | null {
    const subject = this.#links.verify('unsubscribe', token, now);
    if (subject === null) return null;
    const [target, address] = JSON.parse(subject) as [string, string];
    return { target, address };
  }
}
