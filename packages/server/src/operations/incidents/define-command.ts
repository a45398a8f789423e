import type { z } from 'zod';
import type { Caller } from '../../access/caller.ts';
import type { Permission } from '../../access/permissions.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Action } from '../../domain/incident/allowed-actions.ts';
import type { NewIncidentEvent } from '../../domain/incident/events.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { appendToIncident, applyDue } from './apply-due.ts';
import { beginChange, type Change, changed, type IncidentChanged } from './change-incident.ts';

/** What is said of every command in one place: its procedure, offers and documentation come from it. */
export interface Declaration<Input extends z.ZodType> {
  /** What it does, in one sentence. */
  summary: string;
  permission: Permission;
  /** The actions that it is offered as to whoever looks at an incident. */
  offeredAs?: readonly Action[];
  /** Those that take another permission than the command itself. */
  offeredUnder?: Partial<Record<Action, Permission>>;
  input: Input;
  /** Why it may be refused, besides for its input, its sender, or an incident that is not there. */
  refusals: readonly ErrorCode[];
}

/** Something that can be asked of the server by which something happens to an incident. */
export interface Command<Input extends z.ZodType = z.ZodType, Answer = unknown>
  extends Declaration<Input> {
  /** @throws KitError its `refusals`, `incident-not-found`, and for another permission `not-allowed` */
  execute(context: OperationContext, input: z.output<Input>): Promise<Answer>;
}

/** What a change is decided on: one instant, in one transaction. */
export interface Situation {
  /** With all that has fallen due by now. */
  incident: Incident;
  rules: Rules;
  /** Epoch milliseconds. */
  now: number;
  actor: Actor;
  snapshot: Snapshot;
  /** Another incident to be changed as well, with all that has fallen due on it. */
  withDue(other: Incident): Promise<Incident>;
}

/** What happens to the incident, or to several, of which it is the last. */
export type Decision = NewIncidentEvent | { incident: Incident; event: NewIncidentEvent }[];

export interface ChangeDeclaration<Input extends z.ZodType, Answer> extends Declaration<Input> {
  decide(situation: Situation, input: z.output<Input>): Decision | Promise<Decision>;
  /** What whoever asks is answered; left out: the incident as they may see it. */
  answer?(after: Incident, input: z.output<Input>, caller: Caller): Answer;
}

/** A command that goes a path of its own. */
export function defineCommand<Input extends z.ZodType, Answer>(
  command: Command<Input, Answer>,
): Command<Input, Answer> {
  return command;
}

/**
 * A command on one incident, as nearly all are: the incident is found, what has fallen due on it is
 * written down, what changed meanwhile is looked for; then it is decided and appended.
 */
export function defineChange<Input extends z.ZodType<Change>, Answer = IncidentChanged>(
  declaration: ChangeDeclaration<Input, Answer>,
): Command<Input, Answer> & Pick<ChangeDeclaration<Input, Answer>, 'decide'> {
  const { permission, decide, answer } = declaration;
  return {
    ...declaration,
    execute: (context, input) =>
      context.store.write(async (transaction) => {
        const begun = await beginChange(context, transaction, permission, input);
        const { before: incident, rules, by } = begun;
        const situation: Situation = {
          incident,
          rules,
          now: by.at,
          actor: by.actor,
          snapshot: transaction,
          withDue: (other) => applyDue(transaction, other, by.at),
        };
        const decision = await decide(situation, input);
        const events = Array.isArray(decision) ? decision : [{ incident, event: decision }];
        let after = incident;
        for (const each of events) {
          after = await appendToIncident(transaction, each.incident, each.event, by);
        }
        return answer
          ? answer(after, input, context.caller)
          : // Where nothing else is declared, this is what `Answer` is.
            ((await changed(context, transaction, after)) as Answer);
      }),
  };
}
