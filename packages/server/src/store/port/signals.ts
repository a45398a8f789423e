import type { ReceivedSignal } from '../../domain/signal/signal.ts';

/** What a source sent, as it came, and what was made of it. */
export interface Delivery {
  id: string;
  source: string;
  /** Epoch milliseconds. */
  receivedAt: number;
  contentType: string | null;
  /** Its bytes, in base64: they need not be text. */
  body: string;
  /** Why it could not be read; null where it could. */
  problem: string | null;
  signals: number;
  /** Alerts that it left out. */
  unnamed: number;
  /** Alerts whose key names none. */
  quarantined: number;
  /** The first of those. */
  unusable: { key: string; title: string }[];
  sent: SentBeside;
  /** A digest of what its source calls it; null where it calls it nothing. */
  digest: string | null;
  /** What it was answered, as JSON, for when it comes again; null where its source calls it nothing. */
  answer: string | null;
}

/** What came beside a body: headers that say something of it, by their names in small letters, and what stood behind `?`. */
export interface SentBeside {
  headers: Record<string, string>;
  query: string;
  /** It is a sample, sent from here to try the source. */
  isTest?: boolean;
}

/** All that a source has said of one alert, as far as it is remembered. */
export interface Alert {
  source: string;
  key: string;
  state: 'firing' | 'resolved';
  /** When a delivery last spoke of it, epoch milliseconds. */
  receivedAt: number;
  received: ReceivedSignal[];
  /** How many deliveries spoke of it. */
  times: number;
  /** What belongs with it, see `Judgement.group`; null while nothing has judged it. */
  group: string | null;
  /** When it is over if nothing more is heard of it, epoch milliseconds; null for never. */
  expiresAt: number | null;
}

export interface SignalReader {
  /** The newest first; only those from before an instant, epoch milliseconds, where one is given. */
  deliveries(source: string, limit: number, before?: number): Promise<Delivery[]>;
  delivery(id: string): Promise<Delivery | null>;
  /** When each of some sources sent last, as far as that is kept; epoch milliseconds. */
  lastReceived(sources: readonly string[]): Promise<Map<string, number>>;
  /** Why the newest delivery of each of some sources could not be read; null where it could. */
  lastProblems(sources: readonly string[]): Promise<Map<string, string | null>>;
  /** What a delivery was answered that its source calls the same, if it came since; epoch milliseconds. */
  answerTo(source: string, digest: string, since: number): Promise<string | null>;
  /** Those of them that there are, in no particular order. */
  alerts(source: string, keys: readonly string[]): Promise<Alert[]>;
  /** What was spoken of last first. */
  firing(limit: number): Promise<Alert[]>;
  /** Those that fire and are over by an instant, as nothing was heard of them; epoch milliseconds. */
  expired(at: number, limit: number): Promise<Alert[]>;
  /** What was spoken of last first, also what is over. */
  latest(limit: number): Promise<Alert[]>;
  /** Those of a group that fire, what was spoken of last first. */
  firingOfGroup(group: string, limit: number): Promise<Alert[]>;
}

export interface SignalWriter extends SignalReader {
  keepDelivery(delivery: Delivery): Promise<void>;
  keepAlert(alert: Alert): Promise<void>;
  /** Forgets deliveries from before an instant, and alerts and anomalies that are over since; epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}
