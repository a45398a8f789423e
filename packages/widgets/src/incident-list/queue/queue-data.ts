import type { Priority, Topic } from '@incident-kit/server/domain';
import { LiveResource } from '../../base/controllers/live-resource.ts';
import type { KitApi } from '../../client/api.ts';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import { isIn, type QueueFilter } from './queue-filter.ts';
import { placeOf, type QueueOrder } from './queue-order.ts';
import { QueueRows, type QueueRule } from './queue-rows.ts';
import { WhenBack } from './when-back.ts';

type ListAnswer = Awaited<ReturnType<KitApi['incidents']['list']['query']>>;
type ListInput = NonNullable<Parameters<KitApi['incidents']['list']['query']>[0]>;

const topic = 'incidents' satisfies Topic;
/** As many as the server gives at once. */
const limit = 100;
/** How many rows before the end the next page is asked for. */
const ahead = 60;

/** What a queue shows: its rows, by what it is narrowed and in which order, read and watched. */
export class QueueData {
  filter: QueueFilter = {};
  order: QueueOrder = 'due';
  /** As the matrix has them, the most pressing first. */
  priorities: readonly Priority[] = [];
  /** Whoever looks at it, by the host's identifier. */
  me: string | undefined;
  /** Why the page after the last row did not come. */
  problem: KitRequestError | undefined;
  readonly rows: QueueRows = new QueueRows(this.rule);
  readonly resource: LiveResource<typeof topic, ListAnswer>;

  kit: KitClient | undefined;
  readonly #back = new WhenBack();
  readonly #changed: () => void;
  /** The page that is on its way; an answer to anything else comes too late. */
  #paging: object | undefined;

  /** @param changed - something is to be shown otherwise */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.resource = new LiveResource(changed, {
      read: (kit) => this.#readFirst(kit),
      received: (answer) => {
        this.#paging = this.problem = undefined;
        this.rows.receiveFirst(answer);
      },
      changed: ({ incident }) => {
        // Whether it has the words that are searched for only the server knows.
        if (this.filter.text && !this.rows.row(incident.incident)) return;
        this.rows.change(incident);
        changed();
      },
      failed: ({ definite }) => {
        // What one may no longer see is no longer shown; what is out of reach stays as it stood.
        if (definite) this.rows.forget();
      },
      putBack: () => this.rows.forget(),
      forget: () => this.rows.forget(),
    });
  }

  get isPaging(): boolean {
    return this.#paging !== undefined;
  }

  /** What is searched for comes newest first. */
  get shownOrder(): QueueOrder {
    return this.filter.text ? 'newest' : this.order;
  }

  connect(kit: KitClient): () => void {
    this.kit = kit;
    const disconnect = this.resource.connect(kit, topic);
    return () => {
      this.#paging = undefined;
      this.#back.stop();
      disconnect();
    };
  }

  /**
   * Calls once when the server answers again after a request without an answer: what was told of the connection
   * goes then, and what did not come is asked for again.
   */
  whenBack(run: () => void): void {
    if (this.kit) this.#back.wait(this.kit, run);
  }

  /** Reads it anew, narrowed to something else or in another order. */
  show(filter: QueueFilter, order: QueueOrder): void {
    this.filter = filter;
    this.order = order;
    this.#paging = this.problem = undefined;
    this.rows.forget(this.rule);
    this.resource.reload();
    this.#changed();
  }

  /** Reads on when rows near the last are seen. */
  seen(before: number): void {
    if (before > this.rows.order.length - ahead && !this.problem) void this.readNext();
  }

  /** Reads the page after the last row. */
  async readNext(): Promise<void> {
    const { next } = this.rows;
    const { kit } = this;
    if (!kit || next === null || this.#paging) return;
    const paging = {};
    this.#paging = paging;
    this.problem = undefined;
    try {
      const page = await kit.call((api) => api.incidents.list.query(this.#input(next)));
      if (paging !== this.#paging) return;
      this.rows.receiveNext(page);
    } catch (thrown) {
      if (paging !== this.#paging) return;
      const problem = thrown as KitRequestError;
      this.problem = problem;
      if (!problem.definite) {
        this.whenBack(() => {
          if (this.problem === problem) void this.readNext();
        });
      }
    }
    this.#paging = undefined;
    this.#changed();
  }

  /** Reads on until that many are known, or all. */
  async readUpTo(count: number): Promise<void> {
    while (this.rows.next !== null && this.rows.order.length < count && !this.problem) {
      const before = this.rows.order.length;
      await this.readNext();
      if (this.rows.order.length === before) return;
    }
  }

  async #readFirst(kit: KitClient): Promise<ListAnswer> {
    const priorities = this.#readPriorities(kit);
    const answer = await kit.call((api) => api.incidents.list.query(this.#input()));
    this.me = await kit.subject();
    // Only what is in their order needs them to be in it.
    if (this.shownOrder === 'priority') await priorities;
    this.rows.rule = this.rule;
    return answer;
  }

  /** Colours and names; without them the priorities still have their ids. */
  async #readPriorities(kit: KitClient): Promise<void> {
    const answer = await kit.call((api) => api.matrix.current.query()).catch(() => undefined);
    if (!answer || kit !== this.kit) return;
    this.priorities = answer.current.matrix.priorities;
    this.#changed();
  }

  #input(before?: number | string): ListInput {
    const { status = 'open', ...others } = this.filter;
    return {
      ...others,
      status: status as ListInput['status'],
      order: this.shownOrder,
      limit,
      ...(before && { before }),
    };
  }

  /** By what a row is in the queue, and where. */
  get rule(): QueueRule {
    const { filter, shownOrder, me } = this;
    const ranks = this.priorities.map(({ id }) => id);
    return {
      isIn: (row) => isIn(row, filter, me),
      placeOf: (row) => placeOf(row, shownOrder, ranks),
    };
  }
}
