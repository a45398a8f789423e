import type { NotificationView } from '@incident-kit/server/domain';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';

type Answer = Awaited<ReturnType<KitApi['notifications']['list']['query']>>;

/** Notifications that are read at once. */
const pageSize = 20;

/** What somebody was told of, as far as it is read, and which of it they have read. */
export class Inbox {
  /** Newest first; undefined until they have come. */
  items: NotificationView[] | undefined;
  unread = 0;
  /** What was told last while one looks at the page. */
  arrived: NotificationView | undefined;
  /** Why older ones did not come, or what was marked is not. */
  problem: KitRequestError | undefined;
  isReadingOlder = false;

  readonly #draw: () => void;
  readonly #marked: () => void;
  #next: number | null = null;
  /** What was wrong when it was last asked for: what went wrong since, the answer does not know. */
  #problemBefore: KitRequestError | undefined;
  /** How many answers have come. */
  #answers = 0;

  /** @param marked - something was marked here, which others do not know */
  constructor(draw: () => void, marked: () => void) {
    this.#draw = draw;
    this.#marked = marked;
  }

  get hasOlder(): boolean {
    return this.#next !== null;
  }

  read(kit: KitClient): Promise<Answer> {
    this.#problemBefore = this.problem;
    return kit.call((api) => api.notifications.list.query({ limit: pageSize }));
  }

  receive({ notifications, unread, next }: Answer): void {
    const last = notifications.at(-1)?.entry.seq ?? 0;
    const older = this.items?.filter(({ entry }) => entry.seq < last) ?? [];
    // What somebody has had shown already stays, unless there is a gap between.
    // What came while nobody heard of it: the stream had broken, or was not open yet.
    const known = this.items && (this.items[0]?.entry.seq ?? 0);
    const newest = notifications.find(({ read }) => !read);
    if (newest && known !== undefined && newest.entry.seq > known) this.arrived = newest;
    const isOneList = this.items?.some(({ entry }) => entry.seq === last) ?? false;
    this.items = isOneList ? [...notifications, ...older] : notifications;
    if (!isOneList || older.length === 0) this.#next = next;
    this.unread = unread;
    this.#answers += 1;
    if (this.problem === this.#problemBefore) this.problem = undefined;
  }

  forget(): void {
    this.items = this.arrived = this.problem = undefined;
    this.unread = 0;
    this.#next = null;
  }

  told(notification: NotificationView): void {
    const isKnown = this.items?.some(({ entry }) => entry.seq === notification.entry.seq);
    if (isKnown) return;
    this.items = [notification, ...(this.items ?? [])];
    if (!notification.read) {
      this.unread += 1;
      this.arrived = notification;
    }
    this.#draw();
  }

  /** @returns the first of those that have come; undefined for none */
  async readOlder(kit: KitClient): Promise<NotificationView | undefined> {
    const before = this.#next;
    if (before === null || this.isReadingOlder) return undefined;
    this.isReadingOlder = true;
    this.#draw();
    try {
      const older = await kit.call((api) =>
        api.notifications.list.query({ limit: pageSize, before }),
      );
      this.problem = undefined;
      // Another identity or server came meanwhile.
      if (this.#next !== before) return undefined;
      this.items = [...(this.items ?? []), ...older.notifications];
      this.#next = older.next;
      return older.notifications[0];
    } catch (error) {
      this.problem = error as KitRequestError;
      return undefined;
    } finally {
      this.isReadingOlder = false;
      this.#draw();
    }
  }

  /** Takes down that one is read, also while the page is left for what it is about. */
  markRead(kit: KitClient, { entry, read }: NotificationView): Promise<void> | undefined {
    if (read) return undefined;
    const body = JSON.stringify({ notification: entry.seq });
    return this.#mark(
      ({ entry: { seq } }) => seq === entry.seq,
      async () => {
        const response = await kit.fetch('/trpc/notifications.markRead', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          keepalive: true,
          body,
        });
        return (await response.json()).result.data;
      },
    );
  }

  /** What has come since it was drawn stays unread. */
  markAllRead(kit: KitClient): Promise<void> {
    const until = this.items?.[0]?.entry.seq ?? 0;
    return this.#mark(
      ({ entry }) => entry.seq <= until,
      () => kit.call((api) => api.notifications.markAllRead.mutate({ until })),
    );
  }

  /** Shown at once, and taken back where the server does not take it. */
  async #mark(
    isMeant: (notification: NotificationView) => boolean,
    send: () => Promise<{ unread: number }>,
  ): Promise<void> {
    const marked = new Set(
      this.items?.filter((each) => !each.read && isMeant(each)).map(({ entry }) => entry.seq),
    );
    const set = (read: boolean) => {
      this.items = this.items?.map((each) =>
        marked.has(each.entry.seq) ? { ...each, read } : each,
      );
      this.#draw();
    };
    const { items, unread } = this;
    const answers = this.#answers;
    this.unread = Math.max(0, unread - marked.size);
    this.problem = undefined;
    set(true);
    try {
      const answer = await send();
      this.#marked();
      // Of another identity's it says nothing.
      if (items && this.items) this.unread = answer.unread;
      this.#draw();
    } catch (error) {
      if (!this.items) return;
      // Unless the server has said meanwhile how many there are.
      if (answers === this.#answers) this.unread += marked.size;
      this.problem = error as KitRequestError;
      set(false);
    }
  }
}
