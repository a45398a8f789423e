import { html, nothing } from 'lit';
import { circleAlertGlyph } from '../../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../../base/glyphs/cloud-off.ts';
import { notice } from '../../base/notice.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { QueueActionMessages } from '../../locales/en/queue-actions.ts';
import { BulkAsk } from './bulk-ask.ts';
import { type Answer, type AskName, asks } from './bulk-asks.ts';
import { acknowledgePlan, type BulkPlan, planOf, rowsOf, takePlan } from './bulk-plans.ts';
import { type BulkStep, runBulk } from './bulk-run.ts';
import { bulkActions, moreActions, type QueueAction } from './queue-keys.ts';
import type { Queue } from './queue-model.ts';
import type { QueueRow } from './queue-rows.ts';
import { addPanelStyles, sheet } from './sheet.ts';
import { wordsOf } from './words-of.ts';

/** Loads what they say. @throws when it could not be loaded */
export async function openActions(queue: Queue): Promise<BulkActions> {
  return new BulkActions(queue, await wordsOf(queue.host, 'queue-actions'));
}

/** How many refusals are listed one by one. */
const mostListed = 10;

/** What is done to rows, one or many: it shows at once, and what is refused goes back to how it was. */
export class BulkActions {
  readonly #queue: Queue;
  readonly #words: QueueActionMessages;
  #ask: BulkAsk | undefined;
  /** What was written and could not be sent, by what it was written for. */
  readonly #kept = new Map<AskName, string>();
  /** What was done last, in words. */
  #said = '';
  #undo: readonly BulkStep[] = [];
  /** Why nothing undoes what was done last. */
  #isForGood: string | undefined;
  /** Why no answer came, until the server answers again. */
  #failure: KitRequestError | undefined;
  /** For how many no answer came, in words. */
  #cutOff = '';
  /** How many things are on their way. Who is faster than the server has them done one after the other. */
  #running = 0;
  #last: Promise<void> = Promise.resolve();
  /** What was done here, by incident: nobody overlooks what they did themselves. */
  readonly #own = new Map<string, number>();

  constructor(queue: Queue, words: QueueActionMessages) {
    this.#queue = queue;
    this.#words = words;
  }

  async start(action: QueueAction): Promise<void> {
    const targets = this.#queue.targets();
    const { me } = this.#queue.data;
    if (action === 'undo') return this.undo();
    if (targets.length === 0) return;
    if (action === 'take' && me) return this.#run(takePlan(targets, me, this.#words.did), targets);
    if (action === 'acknowledge') return this.#run(acknowledgePlan(targets, this.#words), targets);
    if (Object.hasOwn(asks, action)) return this.#open(action as AskName, targets);
  }

  async #open(name: AskName, targets: readonly QueueRow[]): Promise<void> {
    this.#ask?.stop();
    const ask = new BulkAsk(
      this.#queue,
      name,
      targets,
      this.#words,
      this.#kept.get(name) ?? '',
      async (answer?: Answer) => {
        this.#ask = undefined;
        this.#kept.set(name, ask.text);
        await this.#queue.cursor.focus();
        if (!answer) return;
        const statusOf = (id: string) => this.#statusOf(id, ask);
        const reasons = name === 'priority' ? await this.#reasonsOf(targets) : undefined;
        const plan = planOf(name, targets, answer, this.#words, statusOf, reasons);
        await this.#run(plan, targets);
        if (!this.#cutOff && this.#queue.refused.size === 0) this.#kept.delete(name);
      },
    );
    this.#ask = ask;
    await ask.begin();
  }

  /** Why the priority of each was set by hand, of those where it was: undoing says it again. */
  async #reasonsOf(rows: readonly QueueRow[]): Promise<Map<string, string>> {
    const { kit } = this.#queue.data;
    const reasons = new Map<string, string>();
    const read = async ({ incident }: QueueRow) => {
      const answer = await kit
        ?.call((api) => api.incidents.get.query({ incident }))
        .catch(() => undefined);
      const reason = answer?.incident.override?.reason;
      if (reason) reasons.set(incident, reason);
    };
    await Promise.all(rows.filter(({ isOverridden }) => isOverridden).map(read));
    return reasons;
  }

  #statusOf(id: string, ask: BulkAsk): string {
    const statuses: Record<string, string> = this.#queue.words?.statuses ?? {};
    return statuses[id] ?? ask.nameOf(id);
  }

  template(): unknown {
    addPanelStyles(this.#queue);
    const { refused } = this.#queue;
    const words = this.#words;
    const listed = [...refused].slice(0, mostListed);
    return html`
      ${this.#ask?.template() ?? this.#choices()}
      <div class="said">
        <span data-say>${this.#running > 0 ? words.doing : this.#said}</span>
        ${
          this.#undo.length > 0 && this.#running === 0
            ? html`<button type="button" class="plain" @click=${() => void this.undo()}>${this.#queue.words?.actions.undo} <kbd>z</kbd></button>`
            : nothing
        }
      </div>
      <div class="slot" role="alert">
        ${this.#cutOff ? this.#cutOffNotice() : nothing}
        ${
          listed.length > 0
            ? notice(
                'danger',
                circleAlertGlyph,
                html`${words.failedFor(refused.size)}
                  <ul>${listed.map(([incident, why]) => html`<li><b>${incident}</b> <bdi>${why}</bdi></li>`)}</ul>
                  ${refused.size > mostListed ? words.others(refused.size - mostListed) : nothing}`,
              )
            : nothing
        }
      </div>
    `;
  }

  /** Of the connection nothing is said any longer once it is back; what became of them is still not known. */
  #cutOffNotice(): unknown {
    const failure = this.#failure;
    if (!failure) return notice('warning', circleAlertGlyph, this.#cutOff);
    return notice('warning', cloudOffGlyph, `${this.#queue.host.explain(failure)} ${this.#cutOff}`);
  }

  /** All that can be done to what is selected, one under the other, where there is no room for a bar of it. */
  #choices(): unknown {
    const queue = this.#queue;
    const { words, selection } = queue;
    if (!queue.showsMore || !words || selection.size === 0 || !queue.isNarrow) return nothing;
    const choose = (action?: QueueAction) => {
      queue.showsMore = false;
      queue.host.changed();
      if (action) void this.start(action);
      else void queue.cursor.focus();
    };
    const content = html`<div class="choices">
      ${[...bulkActions, ...moreActions].map(
        (action) =>
          html`<button type="button" @click=${() => choose(action)}>${words.actions[action]}</button>`,
      )}
      <button type="button" class="plain" @click=${() => choose()}>${this.#words.back}</button>
    </div>`;
    return sheet(queue, words.selected(selection.size), content, () => choose());
  }

  /** Takes back what was done last, once that is done. */
  async undo(): Promise<void> {
    await this.#last;
    const steps = this.#undo;
    if (steps.length === 0) {
      this.#said = this.#isForGood ?? this.#words.cannotUndo;
      this.#queue.host.changed();
      return;
    }
    const plan: BulkPlan = { steps, patch: {}, undo: [], say: this.#words.did.undo };
    const { rows } = this.#queue.data;
    await this.#run(
      plan,
      rowsOf(plan).flatMap((incident) => rows.row(incident) ?? []),
    );
  }

  async #run(plan: BulkPlan, targets: readonly QueueRow[]): Promise<void> {
    const queue = this.#queue;
    const concerned = new Set(rowsOf(plan));
    const shown = targets.filter(({ incident }) => concerned.has(incident));
    const putBack = new Map(
      shown.map(({ incident }) => [incident, queue.moves.pretend(incident, plan.patch)]),
    );
    // What is told of the last stays, with what was pressed before that was done.
    if (this.#running === 0) {
      this.#cutOff = this.#said = '';
      this.#failure = undefined;
      queue.refused = new Map();
    }
    this.#running += 1;
    queue.host.changed();
    const isSelected = queue.selection.size > 0;
    this.#last = this.#last.then(async () => {
      const isDone = await this.#send(plan, putBack, isSelected);
      this.#running -= 1;
      queue.host.changed();
      // Whoever has gone on to something else keeps the focus there.
      const { activeElement } = document;
      if (activeElement !== document.body && activeElement !== queue.host.element) return;
      if (this.#ask) return;
      if (plan.ends && isDone) queue.focus();
      else await queue.cursor.focus();
    });
    await this.#last;
  }

  /** Gives whether it was done to any of them. */
  async #send(
    plan: BulkPlan,
    putBack: ReadonlyMap<string, () => void>,
    isSelected: boolean,
  ): Promise<boolean> {
    const queue = this.#queue;
    const { kit } = queue.data;
    if (!kit) return false;
    this.#undo = [];
    this.#isForGood = plan.kept;
    const { done, refused, unanswered, failure } = await runBulk(kit, plan.steps, this.#own);
    for (const [incident, back] of putBack) if (!done.has(incident)) back();
    for (const [incident, seq] of done) this.#own.set(incident, seq);
    if (failure) {
      this.#failure = failure;
      this.#cutOff = this.#words.notDone(unanswered.length, done.size);
      queue.pages.whenBack(() => {
        this.#failure = undefined;
        queue.host.changed();
      });
    }
    if (done.size > 0) this.#said = plan.say(done.size);
    this.#undo = undoOf(plan.undo, done);
    queue.refused = new Map([
      ...queue.refused,
      ...[...refused].map(([incident, error]) => [incident, queue.host.explain(error)] as const),
    ]);
    if (isSelected) queue.selection.remove(done.keys());
    return done.size > 0;
  }
}

/** Only what nobody has touched since is taken back. */
function undoOf(steps: readonly BulkStep[], done: ReadonlyMap<string, number>): BulkStep[] {
  return steps
    .map((step) => ({
      ...step,
      incidents: step.incidents.flatMap(({ incident }) => {
        const basedOn = done.get(incident);
        return basedOn === undefined ? [] : [{ incident, basedOn }];
      }),
    }))
    .filter(({ incidents }) => incidents.length > 0);
}
