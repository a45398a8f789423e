import { KitError } from '../../domain/errors.ts';
import type { Caller } from '../caller.ts';
import { networkOf } from './network-of.ts';
import { FormStamps, ProofOfWork } from './proof-of-work.ts';
import { type Limiter, type MakeLimiter, RateLimits, tooMany } from './rate-limits.ts';
import type { LimitSettings } from './settings.ts';

/** How much harder it is for whoever fills in a field that nobody sees. */
const harderForTrapped = 8;

/** How often one mailbox is asked whether it wants to be told of something, whoever wants that. */
const mailsToConfirm = [
  { max: 3, seconds: 3_600 },
  { max: 6, seconds: 86_400 },
];

/** What a report says of how it was made. */
export interface ReportSigns {
  /** The solution of a challenge. */
  proof?: string | undefined;
  /** When the form was given out that it was filled into, signed. */
  stamp?: string | undefined;
  /** A field that the form has and nobody sees. */
  website?: string | undefined;
}

/** Who asks, and from where. */
export interface Sender {
  caller: Caller;
  address: string | null;
}

/**
 * What is taken from whom, how often. Limits go by whoever can be told from others: a person who is signed in, a
 * receipt, and for visitors their site and address. What all visitors of a site report together shuts nobody out:
 * it only makes the proof of work harder.
 */
export class Intake {
  readonly stamps: FormStamps;
  readonly #settings: LimitSettings;
  readonly #work: ProofOfWork;
  readonly #reports: RateLimits;
  readonly #subscriptions: RateLimits;
  readonly #mailboxes: RateLimits;
  readonly #receiptChanges: RateLimits;
  readonly #signedInChanges: RateLimits;
  readonly #uploads: RateLimits;
  readonly #ofSite: Limiter;
  readonly #now: () => number;

  constructor(
    settings: LimitSettings,
    services: { secret: string; make: MakeLimiter; now: () => number },
  ) {
    const { make, now, secret } = services;
    this.stamps = new FormStamps(secret);
    this.#settings = settings;
    this.#work = new ProofOfWork(settings.proofOfWork, services);
    this.#reports = new RateLimits(make, 'reports', settings.anonymousReports);
    const by =
      (prefix: string): MakeLimiter =>
      (name, window) =>
        make(prefix + name, window);
    this.#subscriptions = new RateLimits(by('subscription-'), 'changes', settings.anonymousReports);
    this.#mailboxes = new RateLimits(by('mailbox-'), 'changes', mailsToConfirm);
    this.#receiptChanges = new RateLimits(by('receipt-'), 'changes', settings.receiptChanges);
    this.#signedInChanges = new RateLimits(by('person-'), 'changes', settings.signedInChanges);
    this.#uploads = new RateLimits(make, 'uploads', settings.uploads);
    // Counted only: nobody is refused for it.
    const { seconds } = settings.proofOfWork.above;
    this.#ofSite = make('site', { max: 1_000_000_000, seconds });
    this.#now = now;
  }

  /**
   * Before a visitor's report is taken.
   * @throws KitError `too-many-requests`, `proof-of-work-required`, `stamp-required`
   */
  async admitReport({ caller, address }: Sender, signs: ReportSigns): Promise<void> {
    const site = caller.site?.key ?? '';
    this.#assertFromForm(caller, signs);
    const times = await this.#workAsked(caller, signs);
    // To be told of the work is no report yet: who is asked for it sends the same again.
    if (times > 0 && signs.proof === undefined) await this.#work.spend(undefined, site, times);
    const network = networkOf(address);
    // An address that nobody knows would be everybody's: then it is the work alone that holds.
    if (network !== null) await this.#reports.take(`${site}|${network}`);
    if (times > 0) await this.#work.spend(signs.proof, site, times);
    await this.#ofSite.take(site);
  }

  /**
   * Before anything else is changed.
   * @throws KitError `too-many-requests`
   */
  async admitChange({ caller }: Sender): Promise<void> {
    const { receiptFor, site, id } = caller;
    if (receiptFor !== null) await this.#receiptChanges.take(String(receiptFor));
    else if (id !== null) await this.#signedInChanges.take(`${site?.key}|${id}`);
  }

  /**
   * Before somebody is sent a mail that anybody may ask for.
   * @param mailbox theirs, as nobody can read it
   * @throws KitError `too-many-requests`
   */
  async admitSubscription({ caller, address }: Sender, mailbox: string): Promise<void> {
    const network = networkOf(address);
    if (network !== null) await this.#subscriptions.take(`${caller.site?.key}|${network}`);
    await this.#mailboxes.take(mailbox);
  }

  /**
   * Before a file is taken.
   * @throws KitError `too-many-requests`
   */
  async admitUpload({ caller, address }: Sender): Promise<void> {
    const { receiptFor, site, id } = caller;
    const who = receiptFor ?? id ?? networkOf(address);
    await this.#uploads.take(`${caller.role}|${site?.key}|${who}`);
  }

  /** Somebody who does not wait for the answer to the form fills it in by no hand. */
  #assertFromForm({ site }: Caller, { stamp }: ReportSigns): void {
    const givenOut = stamp === undefined ? null : this.stamps.verify(stamp);
    if (givenOut === null) {
      if (!site?.anonymous.requiresStamp) return;
      throw new KitError(
        'stamp-required',
        'Reports are taken from the form alone here. Open the form and send the report from there.',
        { details: { why: stamp === undefined ? 'missing' : 'not-verified' } },
      );
    }
    const left = givenOut + this.#settings.fastestReportSeconds * 1000 - this.#now();
    if (left > 0) throw tooMany('reports', left);
  }

  /** How much harder than the easiest the work is that a report takes; 0 for none. */
  async #workAsked({ site }: Caller, { website }: ReportSigns): Promise<number> {
    const { max } = this.#settings.proofOfWork.above;
    const load = Math.floor((await this.#ofSite.count(site?.key ?? '')) / max);
    const isAsked = load > 0 || site?.anonymous.proofOfWork === true;
    const times = isAsked ? 2 ** Math.min(load, 20) : 0;
    return website ? Math.max(times, 1) * harderForTrapped : times;
  }
}
