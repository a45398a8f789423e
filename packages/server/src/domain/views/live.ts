import type { DocumentKind } from '../configuration/documents.ts';
import type { BadgeView } from './badge.ts';
import type { IncidentRow } from './incident.ts';
import type { NotificationView } from './notification.ts';
import type { TimelineEntry } from './timeline.ts';

/**
 * What a page can listen to: one incident's timeline, one incident's badge, the list of all incidents,
 * the matrix in force, what oneself is told of, or any document in force, such as `document:workflow`.
 */
export type Topic =
  | `incident:${string}`
  | `badge:${string}`
  | 'incidents'
  | 'matrix'
  | 'notifications'
  | DocumentTopic;

export type DocumentTopic = `document:${DocumentKind}`;

/** Another version of a document is in force. */
export type DocumentChange = {
  [Kind in DocumentKind]: { topic: `document:${Kind}`; kind: Kind; version: number };
}[DocumentKind];

/** `event: hello`: the first message of a stream. */
export interface LiveHello {
  /** Position of the log's head when the stream opened; others than the desk are told one that they know. */
  seq: number;
  /** The server's time, epoch milliseconds. */
  now: number;
}

/**
 * `event: change`: something happened to a topic. The message's id is its position, or where several topics are
 * followed that count for themselves, the positions of all of them.
 */
export type LiveChange = { seq: number } & (
  | { topic: `incident:${string}`; entry: TimelineEntry }
  | { topic: `badge:${string}`; badge: BadgeView }
  | { topic: 'incidents'; incident: IncidentRow }
  | { topic: 'matrix'; version: number }
  | { topic: 'notifications'; notification: NotificationView }
  | DocumentChange
);

/** `event: reset`: too much happened since; read these topics again, then listen from `seq`. */
export interface LiveReset {
  reason: 'too-old' | 'unknown-position';
  topics: Topic[];
  seq: number;
}
