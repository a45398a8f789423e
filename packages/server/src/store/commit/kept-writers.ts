import { toAnomalyRow, toCountRow, toSeriesRow } from '../anomalies.ts';
import { toChatPostRow } from '../chat-posts.ts';
import { newMessageRow, toMessageRow } from '../messages.ts';
import { toMovesRow } from '../moves.ts';
import { toEpisodeRow, toHourRow, toMeasuredRow } from '../objectives.ts';
import { toPersonalItemRow } from '../personal-items.ts';
import type { AnomalyReader, AnomalyWriter } from '../port/anomalies.ts';
import type { ChatPostReader, ChatPostWriter } from '../port/chat-posts.ts';
import type { MessageReader, MessageWriter } from '../port/messages.ts';
import type { MoveReader, MoveWriter } from '../port/moves.ts';
import type { ObjectiveReader, ObjectiveWriter } from '../port/objectives.ts';
import type { PersonalReader, PersonalWriter } from '../port/personal.ts';
import type { ShiftCalendarWriter } from '../port/shift-calendars.ts';
import type { SignalReader, SignalWriter } from '../port/signals.ts';
import type { Snapshot } from '../port/store.ts';
import type { SubscriberReader, SubscriberWriter } from '../port/subscribers.ts';
import type { UploadReader, UploadWriter } from '../port/uploads.ts';
import type { Tables } from '../schema.ts';
import { toShiftCalendarRow } from '../shift-calendars.ts';
import { toAlertRow, toDeliveryRow } from '../signals.ts';
import { toSubscriberRow } from '../subscribers.ts';
import { toUploadRow } from '../uploads.ts';
import type { PendingWrites } from './pending-writes.ts';

/** The command for which something is kept beside the log. */
export interface Keeper {
  /** What is not in the database yet: another object once that was written there. */
  pending(): PendingWrites;
  /** Asks the database once it has everything of these tables that was written so far. */
  ask<T>(tables: readonly (keyof Tables)[], read: (database: Snapshot) => Promise<T>): Promise<T>;
}

export function uploadWriter({ pending, ask }: Keeper): UploadWriter {
  const asked = <T>(read: (uploads: UploadReader) => Promise<T>) =>
    ask(['uploads'], (database) => read(database.uploads));
  return {
    get: (id) => asked((uploads) => uploads.get(id)),
    expired: (at, limit) => asked((uploads) => uploads.expired(at, limit)),
    pendingBytes: () => asked((uploads) => uploads.pendingBytes()),
    keep: async (upload) => pending().addUpload(toUploadRow(upload)),
    forgetBefore: async (at) => pending().forgetUploadsBefore(at),
  };
}

export function personalWriter({ pending, ask }: Keeper): PersonalWriter {
  const asked = <T>(read: (items: PersonalReader) => Promise<T>) =>
    ask(['personal_items'], (database) => read(database.personal));
  return {
    some: (owner, kind, ids) => asked((items) => items.some(owner, kind, ids)),
    all: (owner, kind) => asked((items) => items.all(owner, kind)),
    holders: (kind, id, since) => asked((items) => items.holders(kind, id, since)),
    ownersOf: (person) => asked((items) => items.ownersOf(person)),
    keep: async (owner, kind, id, value, at) =>
      pending().addPersonalItem(toPersonalItemRow(owner, kind, id, value, at)),
  };
}

export function signalWriter({ pending, ask }: Keeper): SignalWriter {
  const asked = <T>(read: (signals: SignalReader) => Promise<T>) =>
    ask(['deliveries', 'alerts'], (database) => read(database.signals));
  return {
    deliveries: (source, limit, before) =>
      asked((signals) => signals.deliveries(source, limit, before)),
    delivery: (id) => asked((signals) => signals.delivery(id)),
    lastReceived: (sources) => asked((signals) => signals.lastReceived(sources)),
    lastProblems: (sources) => asked((signals) => signals.lastProblems(sources)),
    answerTo: (source, digest, since) =>
      asked((signals) => signals.answerTo(source, digest, since)),
    alerts: (source, keys) => asked((signals) => signals.alerts(source, keys)),
    firing: (limit) => asked((signals) => signals.firing(limit)),
    expired: (at, limit) => asked((signals) => signals.expired(at, limit)),
    latest: (limit) => asked((signals) => signals.latest(limit)),
    firingOfGroup: (group, limit) => asked((signals) => signals.firingOfGroup(group, limit)),
    keepDelivery: async (delivery) => pending().addDelivery(toDeliveryRow(delivery)),
    keepAlert: async (alert) => pending().addAlert(toAlertRow(alert)),
    forgetBefore: async (at) => pending().forgetSignalsBefore(at),
  };
}

export function messageWriter({ pending, ask }: Keeper): MessageWriter {
  const asked = <T>(read: (messages: MessageReader) => Promise<T>) =>
    ask(['messages'], (database) => read(database.messages));
  const get: MessageWriter['get'] = (id) => asked((messages) => messages.get(id));
  return {
    get,
    ofEvent: (seq, at) => asked((messages) => messages.ofEvent(seq, at)),
    due: (at, limit) => asked((messages) => messages.due(at, limit)),
    list: (state, before, limit) => asked((messages) => messages.list(state, before, limit)),
    lastDone: (channel, address) => asked((messages) => messages.lastDone(channel, address)),
    count: (state, limit) => asked((messages) => messages.count(state, limit)),
    keep: async (message) => pending().addMessage(toMessageRow(message)),
    add: async (message, event) => {
      const row = newMessageRow(message, event);
      if (!(await get(row.id))) pending().addMessage(row);
    },
    forgetBefore: async (at) => pending().forgetMessagesBefore(at),
  };
}

export function chatPostWriter({ pending, ask }: Keeper): ChatPostWriter {
  const asked = <T>(read: (posts: ChatPostReader) => Promise<T>) =>
    ask(['chat_posts', 'incidents'], (database) => read(database.chatPosts));
  return {
    get: (place) => asked((posts) => posts.get(place)),
    incidentOf: (channel, message) => asked((posts) => posts.incidentOf(channel, message)),
    stale: (channels, at, limit) => asked((posts) => posts.stale(channels, at, limit)),
    keep: async (post) => pending().addChatPost(toChatPostRow(post)),
  };
}

export function subscriberWriter({ pending, ask }: Keeper): SubscriberWriter {
  const asked = <T>(read: (subscribers: SubscriberReader) => Promise<T>) =>
    ask(['subscribers'], (database) => read(database.subscribers));
  return {
    get: (id) => asked((subscribers) => subscribers.get(id)),
    ofService: (service, limit) => asked((all) => all.ofService(service, limit)),
    ofAddress: (address) => asked((subscribers) => subscribers.ofAddress(address)),
    keep: async (subscriber) => pending().addSubscriber(toSubscriberRow(subscriber)),
    forgetBefore: async (at) => pending().forgetSubscribersBefore(at),
  };
}

export function shiftCalendarWriter({ pending, ask }: Keeper): ShiftCalendarWriter {
  return {
    all: () => ask(['shift_calendars'], (database) => database.shiftCalendars.all()),
    keep: async (calendar) => pending().addShiftCalendar(toShiftCalendarRow(calendar)),
    forgetBefore: async (at) => pending().forgetCalendarsBefore(at),
  };
}

export function anomalyWriter({ pending, ask }: Keeper): AnomalyWriter {
  const asked = <T>(read: (anomalies: AnomalyReader) => Promise<T>) =>
    ask(['anomalies', 'watched_series', 'watched_counts'], (database) => read(database.anomalies));
  return {
    get: (id) => asked((anomalies) => anomalies.get(id)),
    open: () => asked((anomalies) => anomalies.open()),
    list: (before, limit) => asked((anomalies) => anomalies.list(before, limit)),
    series: (keys) => asked((anomalies) => anomalies.series(keys)),
    counts: (series, from, before) => asked((anomalies) => anomalies.counts(series, from, before)),
    keep: async (anomaly) => pending().addAnomaly(toAnomalyRow(anomaly)),
    keepSeries: async (series) => pending().addWatchedSeries(toSeriesRow(series)),
    keepCount: async (series, at, count) =>
      pending().addWatchedCount(toCountRow(series, at, count)),
  };
}

export function moveWriter({ pending, ask }: Keeper): MoveWriter {
  const asked = <T>(read: (moves: MoveReader) => Promise<T>) =>
    ask(['incident_moves'], (database) => read(database.moves));
  return {
    lastSeq: () => asked((moves) => moves.lastSeq()),
    of: (numbers) => asked((moves) => moves.of(numbers)),
    changedAfter: (seq, limit) => asked((moves) => moves.changedAfter(seq, limit)),
    keep: async (seq, moves) => pending().addMoves(toMovesRow(seq, moves)),
  };
}

export function objectiveWriter({ pending, ask }: Keeper): ObjectiveWriter {
  const asked = <T>(read: (objectives: ObjectiveReader) => Promise<T>) =>
    ask(['measured_minutes', 'measured_hours', 'burn_episodes'], (database) =>
      read(database.objectives),
    );
  return {
    measured: (objective, source, minutes) =>
      asked((objectives) => objectives.measured(objective, source, minutes)),
    hours: (objective, from) => asked((objectives) => objectives.hours(objective, from)),
    minutes: (objective, ranges) => asked((objectives) => objectives.minutes(objective, ranges)),
    open: () => asked((objectives) => objectives.open()),
    episodes: (objective, before, limit) =>
      asked((objectives) => objectives.episodes(objective, before, limit)),
    keepMeasured: async (measured) => pending().addMeasuredMinute(toMeasuredRow(measured)),
    keepHour: async (objective, hour) => pending().addMeasuredHour(toHourRow(objective, hour)),
    keepEpisode: async (episode) => pending().addBurnEpisode(toEpisodeRow(episode)),
    forgetBefore: async (at) => pending().forgetMeasuredBefore(at),
  };
}
