import type { Measurement } from '../objectives/measured.ts';

/** What one source says of one alert, whatever its own words for it. Instants in epoch milliseconds. */
export interface Signal {
  /** What alerts, within its source: never made of severity, text or value, which change while it lasts. */
  readonly key: string;
  readonly state: 'firing' | 'resolved';
  /** When it began, by the source's own clock. */
  readonly startsAt?: number;
  /** When the source said this, by its own clock: what orders signals, since deliveries overtake each other. */
  readonly at?: number;
  /** In the source's own words. */
  readonly severity?: string;
  readonly title: string;
  readonly text?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** To a runbook, to a graph. */
  readonly links?: readonly { readonly label: string; readonly url: string }[];
  /** What is no alert: that somebody has seen it, that a source was tried, that it lives. */
  readonly kind?: 'acknowledged' | 'test' | 'heartbeat';
  /** Nobody said it: nothing was heard for too long. */
  readonly bySilence?: true;
}

/** A number that a source pushes again and again, by the name that it gives it. */
export interface PushedNumber {
  readonly name: string;
  readonly value: number;
  /** By the source's own clock, epoch milliseconds; where it says nothing, when it came. */
  readonly at?: number;
}

/** What a delivery said, once it was read. */
export interface ReadDelivery {
  /** As the source calls it: the same one again adds nothing. */
  readonly deliveryId?: string;
  readonly signals: readonly Signal[];
  /** How many alerts it leaves out: that they are absent does not say that they are over. */
  readonly unnamed?: number;
  /** Numbers that are watched for anomalies; no alerts. */
  readonly numbers?: readonly PushedNumber[];
  /** What is counted of objectives; no alerts. */
  readonly measurements?: readonly Measurement[];
  /** It is a message of a kit, come back. */
  readonly own?: true;
}

/** A signal and when it was received, by our clock, epoch milliseconds. */
export interface ReceivedSignal {
  readonly signal: Signal;
  readonly firstReceivedAt: number;
  /** The same words may come many times: all that is kept of these is when they last did. */
  readonly lastReceivedAt: number;
}
