import type { Priority, Topic } from '@incident-kit/server/domain';
import { LiveResource } from '../../base/controllers/live-resource.ts';
import type { KitApi } from '../../client/api.ts';
import type { KitClient } from '../../client/client.ts';
import type { QueueFilter } from './queue-filter.ts';
import type { QueueOrder } from './queue-order.ts';
import { QueueRows } from './queue-rows.ts';

type ListAnswer = Awaited<ReturnType<KitApi['incidents']['list']['query']>>;
type ListInput = NonNullable<Parameters<KitApi['incidents']['list']['query']>[0]>;

const topic = 'incidents' satisfies Topic;
/** As many as the server gives at once. */
const limit = 100;

/** What a queue shows: its first rows, by what it is narrowed and in which order, read and watched. */
export class QueueData {
  filter: QueueFilter = {};
  order: QueueOrder = 'due';
  /** As the matrix has them, the most pressing first. */
  priorities: readonly Priority[] = [];
  /** Whoever looks at it, by the host's identifier. */
  me: string | undefined;
  /** Another whenever it begins anew: what was asked for before comes too late. */
  reading: object = {};
  readonly rows: QueueRows = new QueueRows();
  readonly resource: LiveResource<typeof topic, ListAnswer>;

  kit: KitClient | undefined;
  readonly #changed: () => void;

  /** @param changed - something is to be shown otherwise */
  constructor(changed: () => void) {
    this.#changed = changed;
    const { rows } = this;
    const forget = () => rows.forget();
    this.resource = new LiveResource(changed, {
      read: (kit) => this.#readFirst(kit),
      received: (answer) => {
        this.reading = {};
        rows.receiveFirst(answer);
      },
      changed: ({ incident }) => {
        // Whether it has the words that are searched for only the server knows.
        if (this.filter.text && !rows.row(incident.incident)) return;
        rows.change(incident);
        changed();
      },
      failed: ({ definite }) => {
        // What one may no longer see is no longer shown; what is out of reach stays as it stood.
        if (definite) forget();
      },
      putBack: forget,
      forget,
    });
  }

  /** What is searched for comes newest first. */
  get shownOrder(): QueueOrder {
    return this.filter.text ? 'newest' : this.order;
  }

  connect(kit: KitClient): () => void {
    this.kit = kit;
    const disconnect = this.resource.connect(kit, topic);
    return () => {
      this.reading = {};
      disconnect();
    };
  }

  /** Reads it anew, narrowed to something else or in another order. */
  show(filter: QueueFilter, order: QueueOrder): void {
    this.filter = filter;
    this.order = order;
    this.reading = {};
    this.rows.forget();
    this.resource.reload();
    this.#changed();
  }

  async #readFirst(kit: KitClient): Promise<ListAnswer> {
    const priorities = this.#readPriorities(kit);
    const answer = await this.read(kit);
    this.me = await kit.subject();
    // Only what is in their order needs them to be in it.
    if (this.shownOrder === 'priority') await priorities;
    return answer;
  }

  /** Colours and names; without them the priorities still have their ids. */
  async #readPriorities(kit: KitClient): Promise<void> {
    const answer = await kit.call((api) => api.matrix.current.query()).catch(() => undefined);
    if (!answer || kit !== this.kit) return;
    this.priorities = answer.current.matrix.priorities;
    this.#changed();
  }

  /** Reads a page: the first, or that after a row. */
  read(kit: KitClient, before?: number | string): Promise<ListAnswer> {
    const { status = 'open', ...others } = this.filter;
    return kit.call((api) =>
      api.incidents.list.query({
        ...others,
        status: status as ListInput['status'],
        order: this.shownOrder,
        limit,
        ...(before && { before }),
      }),
    );
  }
}
