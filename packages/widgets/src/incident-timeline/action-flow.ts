import type { FieldError } from '@incident-kit/server/domain';
import type { KitApi } from '../client/api.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ActionFormMessages } from '../locales/en/timeline-work.ts';
import type { Answer, AnswerProblems } from './action-form.ts';
import {
  type Audience,
  audienceOf,
  type FormAction,
  fieldOf,
  formActions,
  type ImmediateAction,
  immediateActions,
  type Seen,
} from './actions.ts';

/** What somebody can be busy with here. */
export type Task = 'note' | 'desk' | ImmediateAction | FormAction;

/** Sends a command on the incident as it is seen. @throws {KitRequestError} */
export type Send = (
  command: (api: KitApi, seen: Seen) => Promise<{ seq: number }>,
) => Promise<{ seq: number }>;

/** What an action needs of the element around it. */
export interface ActionHost {
  send: Send;
  /** The sentence for an error, or for one of its fields. */
  explain(error: KitRequestError, field?: FieldError): string;
  /** A request begins: what arrives meanwhile may be its own doing. */
  started(): void;
  /** It has ended: `seq` is the position of what it wrote to the log, or `error` is why it did not. */
  ended(task: Task, seq: number | undefined, error: KitRequestError | undefined): void;
}

/**
 * What this person does with the incident, one thing at a time: an action at once, or a form that is
 * opened, filled in, sent, and corrected when it was refused.
 */
export class ActionFlow {
  /** What a conflict or a failure has to say. */
  problem: string | undefined;
  /** The form that is open, and what was filled in. */
  form: ({ action: FormAction } & Answer) | undefined;
  formProblems: AnswerProblems = {};

  readonly #host: ActionHost;
  #running: { task: Task } | undefined;
  /** What was typed, by who reads it: it comes back in the next form for the same readers. */
  #answers: Record<Audience, string> = { desk: '', everybody: '' };

  constructor(host: ActionHost) {
    this.#host = host;
  }

  /** What is on its way to the server. */
  get busy(): Task | undefined {
    return this.#running?.task;
  }

  /** Runs a request, unless one is on its way. Gives whether it went well. */
  async run(
    task: Task,
    request: () => Promise<{ seq: number }>,
    onFailed: (error: KitRequestError) => void,
    onDone: () => void = () => {},
  ): Promise<boolean> {
    if (this.#running) return false;
    const running = { task };
    this.#running = running;
    this.problem = undefined;
    this.#host.started();
    let seq: number | undefined;
    let error: KitRequestError | undefined;
    try {
      ({ seq } = await request());
    } catch (thrown) {
      error = thrown as KitRequestError;
    }
    // Another incident or identity has taken its place.
    if (this.#running !== running) return false;
    this.#running = undefined;
    if (error) onFailed(error);
    else onDone();
    this.#host.ended(task, seq, error);
    return !error;
  }

  /** Does something at once. Gives whether it went well. */
  act(action: ImmediateAction): Promise<boolean> {
    return this.run(
      action,
      () => this.#host.send(immediateActions[action]),
      (error) => {
        this.problem = this.#host.explain(error);
      },
    );
  }

  open(action: FormAction): void {
    // Another form: what was typed into one may be meant for the other, but never for more readers.
    this.form = { action, choice: '', text: this.#answers[audienceOf(action)] };
    this.formProblems = {};
  }

  fillIn(patch: Partial<Answer>): void {
    if (!this.form) return;
    Object.assign(this.form, patch);
    this.#answers[audienceOf(this.form.action)] = this.form.text;
    for (const field of Object.keys(patch)) delete this.formProblems[field as keyof Answer];
  }

  /** Looks whether the open form is filled in. Gives the first field that is not. */
  check({ missing, missingChoice }: ActionFormMessages): keyof AnswerProblems | undefined {
    const { choice = '', text = '' } = this.form ?? {};
    this.formProblems = {
      ...(missingChoice && !choice && { choice: missingChoice }),
      ...(missing && text.trim().length < 3 && { text: missing }),
    };
    return this.#firstProblem;
  }

  /** Sends the open form, and closes it when it went well; gives whether it did. */
  async submit(): Promise<boolean> {
    if (!this.form) return false;
    const { action, choice, text } = this.form;
    return this.run(
      action,
      () => this.#host.send((api, seen) => formActions[action](api, seen, { choice, text })),
      (error) => {
        for (const field of error.fields) {
          const name = fieldOf[String(field.path[0])];
          if (name) this.formProblems[name] = this.#host.explain(error, field);
        }
        // Also what changed meanwhile: the answer stays for as long as it can still be given.
        if (!this.#firstProblem) this.formProblems.form = this.#host.explain(error);
      },
      () => {
        this.#answers[audienceOf(action)] = '';
        this.close();
      },
    );
  }

  /** Closes the form; what was typed comes back with the next one. */
  close(): void {
    this.form = undefined;
    this.formProblems = {};
  }

  /**
   * Closes the open form when its action is no longer allowed, and says why: what stands in the form's
   * problem, or else `reason`. Gives what was written in it, which may still be worth a note.
   */
  withdraw(
    allowed: readonly string[],
    reason: () => string,
  ): { text: string; audience: Audience } | undefined {
    const { action, text = '' } = this.form ?? {};
    if (!action || this.busy === action || allowed.includes(action)) return undefined;
    const audience = audienceOf(action);
    this.problem = this.formProblems.form ?? reason();
    this.#answers[audience] = '';
    this.close();
    return { text, audience };
  }

  /**
   * Another incident or identity: what is on its way no longer matters here.
   * @param answers - what was typed about this one before
   */
  forget(answers: Record<Audience, string>): void {
    this.#answers = answers;
    this.#running = this.problem = undefined;
    this.close();
  }

  get #firstProblem(): keyof AnswerProblems | undefined {
    return (Object.keys(this.formProblems) as (keyof AnswerProblems)[])[0];
  }
}
