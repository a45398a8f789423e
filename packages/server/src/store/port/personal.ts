import type { Inbox, Told } from '../../domain/escalation/inbox.ts';

export interface NotificationReader {
  /** Positions in the log of the events that an inbox was told of, newest first. */
  seqsFor(inbox: Inbox, before: number | null, limit: number): Promise<number[]>;
  /** Whom the event at a position of the log was news to. */
  toldOf(seq: number): Promise<Told[]>;
}

/** Somebody who keeps something for themselves: the host's identifier, as their site knows it. */
export interface Owner {
  site: string;
  person: string;
}

/**
 * `read`: up to when they have read an incident, by its reference; `here`: that they look at it now; `view`: a
 * view of the queue; `shift-feed`: an address of their shifts, by its digest; `told`: which of their notifications
 * they have read.
 */
export type ItemKind = 'read' | 'here' | 'view' | 'shift-feed' | 'told';

export interface PersonalItem {
  id: string;
  /** As whoever keeps it writes it. */
  value: string;
}

/** What people keep for themselves: it is no truth of an incident, so it is not in the log. */
export interface PersonalReader {
  /** Those of them that there are, in no particular order. */
  some(owner: Owner, kind: ItemKind, ids: readonly string[]): Promise<PersonalItem[]>;
  /** The oldest first. */
  all(owner: Owner, kind: ItemKind): Promise<PersonalItem[]>;
  /** Who has kept something under that id since an instant, epoch milliseconds; at most a hundred. */
  holders(kind: ItemKind, id: string, since: number): Promise<(Owner & PersonalItem)[]>;
  /** All that somebody of that identifier keeps, under whichever site. */
  ownersOf(person: string): Promise<(Owner & { kind: ItemKind; id: string })[]>;
}

export interface PersonalWriter extends PersonalReader {
  /** @param value null to take it away */
  keep(owner: Owner, kind: ItemKind, id: string, value: string | null, at: number): Promise<void>;
}
