import type { Permission } from '../../../access/permissions.ts';
import type { Action } from '../../../domain/incident/allowed-actions.ts';
import { eraseIncident } from '../../privacy/erase-incident.ts';
import type { Command } from '../define-command.ts';
import { reportIncident } from '../report-incident.ts';
import { assignment } from './assignment.ts';
import { classification } from './classification.ts';
import { notes } from './notes.ts';
import { progress } from './progress.ts';
import { receipts } from './receipts.ts';
import { relations } from './relations.ts';

/** Every command on incidents, by the name of its procedure. */
export const incidentCommands = {
  report: reportIncident,
  ...progress,
  ...assignment,
  ...classification,
  ...relations,
  ...notes,
  ...receipts,
  erase: eraseIncident,
};

/** What somebody needs to be offered an action. */
export const permissionFor = Object.fromEntries(
  Object.values<Command>(incidentCommands).flatMap(({ permission, offeredAs, offeredUnder }) => [
    ...(offeredAs ?? []).map((action) => [action, permission]),
    ...Object.entries(offeredUnder ?? {}),
  ]),
  // That each action is offered by a command, a test says.
) as Record<Action, Permission>;
