import { defaultCalendars } from '../calendar/calendars.ts';
import { defaultCatalogue } from '../catalogue.ts';
import { defaultCannedAnswers } from '../desk/canned-answers.ts';
import { defaultSavedViews } from '../desk/saved-views.ts';
import { defaultEscalationPolicies } from '../escalation/policies.ts';
import { defaultMatrix } from '../matrix/default-matrix.ts';
import { defaultRoutingRules } from '../routing/rules.ts';
import { defaultSlaPolicies } from '../sla/policies.ts';
import { defaultTeams } from '../teams/teams.ts';
import { defaultWorkflow } from '../workflow/default-workflow.ts';
import type { Documents } from './documents.ts';

/** What a kit starts with when nobody configured anything. */
export const defaultDocuments: Documents = {
  matrix: defaultMatrix,
  'sla-policies': defaultSlaPolicies,
  calendars: defaultCalendars,
  workflow: defaultWorkflow,
  catalogue: defaultCatalogue,
  teams: defaultTeams,
  'escalation-policies': defaultEscalationPolicies,
  'routing-rules': defaultRoutingRules,
  views: defaultSavedViews,
  'canned-answers': defaultCannedAnswers,
};
