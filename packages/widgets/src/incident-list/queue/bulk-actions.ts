import { html, nothing } from 'lit';
import { circleAlertGlyph } from '../../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../../base/glyphs/cloud-off.ts';
import { notice } from '../../base/notice.ts';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import { BulkAsk, type Choice } from './bulk-ask.ts';
import { type BulkStep, runBulk } from './bulk-run.ts';
import type { QueueAction } from './queue-keys.ts';
import type { Queue } from './queue-model.ts';
import type { QueueRow } from './queue-rows.ts';

/** What is done to rows, one or many: it shows at once, and what is refused goes back to how it was. */
export class BulkActions {
  isBusy = false;
  readonly #view: Queue;
  #ask: BulkAsk | undefined;
  /** What was done last, in words. */
  #said = '';
  #undo: readonly BulkStep[] = [];
  #isCutOff = false;

  constructor(view: Queue) {
    this.#view = view;
  }

  get #words(): QueueMessages {
    return this.#view.words as QueueMessages;
  }

  async start(action: QueueAction): Promise<void> {
    const targets = this.#view.targets();
    if (this.isBusy) return;
    if (action === 'undo') return this.undo();
    if (targets.length === 0) return;
    const { me } = this.#view.data;
    if (action === 'take' && me) return this.#assign(targets, { id: me, name: null }, 'take');
    if (action === 'acknowledge') {
      return this.#run([stepOf('acknowledge', {}, targets)], targets, {}, [], (count) =>
        this.#words.did.acknowledge(count),
      );
    }
    if (action === 'assign' || action === 'priority' || action === 'escalate') {
      this.#ask = new BulkAsk(this.#view, action, targets, (choice) => {
        this.#ask = undefined;
        return choice ? this.#chosen(action, targets, choice) : this.#view.cursor.focus();
      });
      await this.#view.host.focusOn('.ask input');
    }
  }

  template(words: QueueMessages): unknown {
    const { refused } = this.#view;
    const rows = [...refused].slice(0, 10);
    return html`
      ${this.#ask?.template(words) ?? nothing}
      <div class="said">
        <span data-say>${this.isBusy ? words.doing : this.#said}</span>
        ${
          this.#undo.length > 0 && !this.isBusy
            ? html`<button type="button" class="plain" @click=${() => void this.undo()}>${words.actions.undo} <kbd>z</kbd></button>`
            : nothing
        }
      </div>
      <div class="slot" role="alert">
        ${this.#isCutOff ? notice('warning', cloudOffGlyph, words.notSent) : nothing}
        ${
          rows.length > 0
            ? notice(
                'danger',
                circleAlertGlyph,
                html`${words.failedFor(refused.size)}
                  <ul>${rows.map(([incident, why]) => html`<li><b>${incident}</b> <bdi>${why}</bdi></li>`)}</ul>`,
              )
            : nothing
        }
      </div>
    `;
  }

  async undo(): Promise<void> {
    const steps = this.#undo;
    if (steps.length === 0 || this.isBusy) return;
    const rows = steps
      .flatMap(({ incidents }) => incidents)
      .flatMap(({ incident }) => this.#view.data.rows.row(incident) ?? []);
    await this.#run(steps, rows, {}, [], (count) => this.#words.did.undo(count));
  }

  async #chosen(
    action: 'assign' | 'priority' | 'escalate',
    targets: readonly QueueRow[],
    { kind, id, name, reason }: Choice,
  ): Promise<void> {
    const { did, priorityReason, undoReason } = this.#words;
    if (action === 'assign') {
      if (kind === 'person') return this.#assign(targets, { id, name }, 'assign');
      const step = stepOf('assign', { team: id }, targets);
      return this.#run(
        [step],
        targets,
        { team: id, assignee: null },
        beforeAssigned(targets),
        (count) => did.assign(count, name),
      );
    }
    if (action === 'priority') {
      const step = stepOf('overridePriority', { priority: id, reason: priorityReason }, targets);
      const before = grouped(targets, ({ priority }) => priority).map(([priority, rows]) =>
        stepOf('overridePriority', { priority, reason: undoReason }, rows),
      );
      return this.#run([step], targets, { priority: id }, before, (count) =>
        did.priority(count, id),
      );
    }
    const input =
      kind === 'management'
        ? { kind: 'hierarchical', reason }
        : { kind: 'functional', reason, ...(id && { team: id }) };
    return this.#run([stepOf('escalate', input, targets)], targets, {}, [], (count) =>
      did.escalate(count),
    );
  }

  #assign(
    targets: readonly QueueRow[],
    assignee: { id: string; name: string | null },
    action: 'take' | 'assign',
  ): Promise<void> {
    const { did } = this.#words;
    const step = stepOf('assign', { assignee: assignee.id }, targets);
    return this.#run([step], targets, { assignee }, beforeAssigned(targets), (count) =>
      action === 'take' ? did.take(count) : did.assign(count, assignee.name ?? assignee.id),
    );
  }

  /** @param before what undoes it */
  async #run(
    steps: readonly BulkStep[],
    targets: readonly QueueRow[],
    patch: Partial<QueueRow>,
    before: readonly BulkStep[],
    say: (count: number) => string,
  ): Promise<void> {
    const view = this.#view;
    const { kit, rows } = view.data;
    if (!kit) return;
    const wasSelected = view.selection.size > 0;
    const putBack = new Map(
      targets.map(({ incident }) => [incident, rows.pretend(incident, patch)] as const),
    );
    this.isBusy = true;
    this.#isCutOff = false;
    view.refused = new Map();
    this.#undo = [];
    view.host.changed();
    const { done, refused, unanswered } = await runBulk(kit, steps);
    this.isBusy = false;
    for (const [incident, back] of putBack) if (!done.has(incident)) back();
    this.#isCutOff = unanswered.length > 0;
    this.#said = done.size > 0 ? say(done.size) : '';
    // Only what nobody has touched since is taken back.
    this.#undo = before
      .map((step) => ({
        ...step,
        incidents: step.incidents.flatMap(({ incident }) => {
          const basedOn = done.get(incident);
          return basedOn === undefined ? [] : [{ incident, basedOn }];
        }),
      }))
      .filter(({ incidents }) => incidents.length > 0);
    view.refused = new Map(
      [...refused].map(([incident, error]) => [incident, view.host.explain(error)]),
    );
    if (wasSelected) view.selection.set([...refused.keys(), ...unanswered]);
    view.host.changed();
    await view.cursor.focus();
  }
}

function stepOf(
  command: BulkStep['command'],
  input: Record<string, unknown>,
  rows: readonly QueueRow[],
): BulkStep {
  return {
    command,
    input,
    incidents: rows.map(({ incident, seq }) => ({ incident, basedOn: seq })),
  };
}

/** What gives rows back to whoever had them. */
function beforeAssigned(rows: readonly QueueRow[]): BulkStep[] {
  return grouped(rows, ({ team, assignee }) => JSON.stringify([team, assignee?.id])).map(
    ([, same]) => {
      const { team, assignee } = same[0] as QueueRow;
      if (!team && !assignee) return stepOf('unassign', { team: true }, same);
      return stepOf(
        'assign',
        { ...(team && { team }), ...(assignee && { assignee: assignee.id }) },
        same,
      );
    },
  );
}

function grouped(
  rows: readonly QueueRow[],
  keyOf: (row: QueueRow) => string,
): [string, QueueRow[]][] {
  const groups = new Map<string, QueueRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups];
}
