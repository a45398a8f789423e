/** Somebody who is told by email how a service is. */
export interface Subscriber {
  /** Made of the three below with a secret of the installation. */
  id: string;
  /** The key of the site that they subscribed on. */
  site: string;
  service: string;
  /** Their email address; empty once they have left. */
  address: string;
  /** `asked`: nobody has confirmed it yet. */
  state: 'asked' | 'on' | 'left';
  /** When it was asked for, confirmed or ended, epoch milliseconds. */
  at: number;
  /** When it is forgotten by itself, epoch milliseconds; null for never. */
  endsAt: number | null;
}

/** Who is told by email how services are. Personal, and no truth of an incident, so it is not in the log. */
export interface SubscriberReader {
  get(id: string): Promise<Subscriber | null>;
  /** The ids of those who are told. */
  ofService(service: string, limit: number): Promise<string[]>;
  /** All that somebody of that address has, confirmed or not. */
  ofAddress(address: string): Promise<Subscriber[]>;
}

export interface SubscriberWriter extends SubscriberReader {
  keep(subscriber: Subscriber): Promise<void>;
  /** Forgets what has ended before an instant, epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}
