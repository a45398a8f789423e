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
}

/** All that a source has said of one alert, as far as it is remembered. */
export interface Alert {
  source: string;
  key: string;
  state: 'firing' | 'resolved';
  /** When a delivery last spoke of it, epoch milliseconds. */
  receivedAt: number;
  received: ReceivedSignal[];
}

export interface SignalReader {
  /** The newest first. */
  deliveries(source: string, limit: number): Promise<Delivery[]>;
  /** Those of them that there are, in no particular order. */
  alerts(source: string, keys: readonly string[]): Promise<Alert[]>;
  /** What was spoken of last first. */
  firing(limit: number): Promise<Alert[]>;
}

export interface SignalWriter extends SignalReader {
  keepDelivery(delivery: Delivery): Promise<void>;
  keepAlert(alert: Alert): Promise<void>;
  /** Forgets deliveries from before an instant, and alerts that are over since; epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}
