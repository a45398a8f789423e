import type { Action } from './allowed-actions.ts';

/** Who reads words: the desk alone, or everybody who may see the incident, whoever reported it among them. */
export type Readers = 'desk' | 'everybody';

/** Commands that are offered as no action, by their names. */
type OtherCommand =
  | 'report'
  | 'move'
  | 'unassign'
  | 'unlink'
  | 'saveReport'
  | 'restorePriority'
  | 'editNote'
  | 'retractNote'
  | 'erase';

/**
 * Who reads what somebody writes with an action; null where there is nothing to write. The timeline tells it by
 * this, forms say it before anything is typed, and the reference of the commands says it, too.
 */
export const readersOf = {
  report: 'everybody',
  acknowledge: null,
  hold: 'desk',
  resume: 'desk',
  move: 'desk',
  resolve: 'everybody',
  'confirm-fixed': 'everybody',
  'not-fixed': 'everybody',
  close: 'everybody',
  reopen: 'everybody',
  cancel: 'everybody',
  assign: null,
  unassign: null,
  escalate: 'desk',
  prioritize: null,
  override: 'desk',
  restorePriority: null,
  categorize: null,
  retitle: 'everybody',
  merge: 'everybody',
  link: 'desk',
  unlink: 'desk',
  join: null,
  saveReport: null,
  'add-note': 'everybody',
  'add-internal-note': 'desk',
  editNote: 'as-before',
  retractNote: null,
  'revoke-receipts': 'desk',
  erase: 'desk',
} as const satisfies Record<Action | OtherCommand, Readers | 'as-before' | null>;

/** What can be done with words. */
export type Worded = keyof typeof readersOf;
