import type { z } from 'zod';
import { ownMessageHeader } from '../../domain/signal/own-message.ts';
import type { ReadDelivery } from '../../domain/signal/signal.ts';

/** A delivery as it came. The content type is but a hint: some say text and send JSON. */
export interface RawDelivery {
  readonly headers: Headers;
  readonly body: string;
  /** The same before it was taken for UTF-8. */
  readonly bytes?: Uint8Array;
  /** What stands behind the `?` of the address: some sources send all they say there. */
  readonly query?: URLSearchParams;
  /** Our own name for it: the key of an alert whose source wants one made for it. */
  readonly receivedAs?: string;
}

/** Why a delivery is not believed. */
export type Distrust = 'unsigned' | 'wrong-signature' | 'not-now';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What is asked before anything is delivered. */
export interface Handshake {
  readonly answer: Answer;
  /** An address of the source's own that a person opens to confirm that it may send here. */
  readonly confirm?: string;
}

export interface SampleDelivery {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A kind of source: how what it sends is read. */
export interface SourceKind<Options = unknown> {
  readonly name: string;
  /** What can be set of a source of this kind; nothing where it is missing. */
  readonly options?: z.ZodType<Options>;
  /** Whether it ever says that an alert is over. What never does needs an expiry. */
  readonly resolves: boolean;
  /** @throws DeliveryUnreadable */
  read(delivery: RawDelivery, options: Options): ReadDelivery | Promise<ReadDelivery>;
  /** Several secrets while they are being changed. Not asked where none is set. */
  verify?(delivery: RawDelivery, secrets: readonly string[], now: number): Distrust | undefined;
  /**
   * Whether it is signed by the source itself, with a key that everybody can look up.
   * @throws DeliveryUnverified
   */
  verifyIssuer?(delivery: RawDelivery, options: Options): Promise<Distrust | undefined>;
  handshake?(method: string, delivery: RawDelivery): Handshake | undefined;
  /** What the source expects to be told, where it is not content with any 2xx. */
  answer?(delivery: RawDelivery, refusal?: DeliveryUnreadable): Answer;
  /** Whether it sends again what is answered 429. Others take that for a refusal for good, and 503 for one for now. */
  readonly retriesOn429?: true;
  /** How to set it up, in Markdown. */
  setup(address: string): string;
  /** What such a source sends, the first of which tries a source that was set up. */
  readonly samples: readonly SampleDelivery[];
}

/** What came cannot be read as this kind of source writes it. It says why, for whoever set the source up. */
export class DeliveryUnreadable extends Error {
  override readonly name = 'DeliveryUnreadable';
  /** As which it is answered, by a kind that has no answer of its own for that. */
  readonly status: number = 422;
}

/** What came is not signed as it should be. */
export class DeliveryDistrusted extends DeliveryUnreadable {
  override readonly status = 401;
  constructor(why: Distrust) {
    super(
      {
        unsigned: 'It is not signed.',
        'wrong-signature': 'It is signed with another secret.',
        'not-now': 'It was signed more than five minutes ago, or ahead.',
      }[why],
    );
  }
}

/** Whoever signed it cannot be asked for their key just now. It may be sent again. */
export class DeliveryUnverified extends DeliveryUnreadable {
  override readonly status = 503;
  /** Seconds. */
  readonly retryAfter = 30;
}

/** More than is read of anybody: nothing of it is kept but that it came. */
export class DeliveryTooLarge extends DeliveryUnreadable {
  override readonly status = 413;

  constructor(mostBytes: number) {
    super(`It is larger than ${mostBytes / 1024} KiB.`);
  }
}

/** Its source is switched off. */
export class DeliveryOfDisabled extends DeliveryUnreadable {
  override readonly status = 403;

  constructor() {
    super('This source is switched off.');
  }
}

/** It is a message of a kit. Were it taken in, it might be sent out again, and again. */
export class DeliveryOwn extends DeliveryUnreadable {
  constructor() {
    super(`It is a message of an Incident Kit, as ${ownMessageHeader} says. None is taken in.`);
  }
}

/** For what may be anything else as well: undefined when it is no JSON. */
export function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws DeliveryUnreadable */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new DeliveryUnreadable('The body is not JSON.', { cause: error });
  }
}
