import type { ImportedField, ImportedStatus, Mapping } from './mapping.ts';
import type { Rank } from './ranks.ts';

/** What is known of the exports of a system: how its columns may be called, and what its statuses mean. */
export interface Preset {
  /** In the order in which they are looked for. */
  columns: Partial<Record<ImportedField, readonly string[]>>;
  keep: readonly string[];
  statuses: Readonly<Record<string, ImportedStatus>>;
  missing: readonly string[];
  /** What its numbers, and words that mean something else elsewhere, say of how pressing something is. */
  levels?: Mapping['levels'];
}

/** Numbers from 1 on. */
function counted(...all: Rank[]): Record<string, Rank> {
  return Object.fromEntries(all.map((rank, index) => [`${index + 1}`, rank]));
}

/** Names are those of the tables, as in reports, or as a list shows them. */
const servicenow: Preset = {
  columns: {
    id: ['number'],
    reported: ['opened_at', 'opened', 'sys_created_on', 'created'],
    updated: ['sys_updated_at', 'sys_updated_on', 'updated'],
    order: ['sys_mod_count'],
    resolved: ['resolved_at', 'resolved'],
    closed: ['closed_at', 'closed'],
    status: ['incident_state', 'state'],
    title: ['short_description', 'short description'],
    description: ['description'],
    resolution: ['close_notes', 'resolution notes', 'close notes'],
    reporter: ['caller_id', 'caller'],
    assignee: ['assigned_to', 'assigned to'],
    team: ['assignment_group', 'assignment group'],
    service: ['business_service', 'cmdb_ci', 'service', 'configuration item'],
    category: ['category'],
    impact: ['impact'],
    urgency: ['urgency'],
    priority: ['priority'],
  },
  keep: ['subcategory', 'contact_type', 'closed_code', 'close_code', 'made_sla', 'reopen_count'],
  statuses: {
    new: 'new',
    active: 'active',
    'in progress': 'active',
    assigned: 'active',
    'on hold': 'waiting',
    pending: 'waiting',
    'awaiting user info': 'waiting',
    'awaiting vendor': 'waiting',
    'awaiting problem': 'waiting',
    'awaiting change': 'waiting',
    'awaiting evidence': 'waiting',
    resolved: 'resolved',
    closed: 'closed',
    canceled: 'cancelled',
    cancelled: 'cancelled',
  },
  missing: ['?', 'NULL'],
  levels: {
    priority: counted('critical', 'high', 'medium', 'low', 'lowest'),
    impact: counted('high', 'medium', 'low'),
    urgency: counted('high', 'medium', 'low'),
  },
};

const jira: Preset = {
  columns: {
    id: ['issue key', 'key'],
    reported: ['created', 'fields.created'],
    updated: ['updated', 'fields.updated'],
    resolved: ['resolved', 'resolutiondate', 'fields.resolutiondate'],
    status: ['status', 'fields.status.name'],
    title: ['summary', 'fields.summary'],
    description: ['description', 'fields.description'],
    resolution: ['custom field (resolution notes)'],
    reporter: ['reporter', 'fields.reporter.displayname'],
    assignee: ['assignee', 'fields.assignee.displayname'],
    team: ['custom field (team)', 'project name', 'fields.project.name'],
    service: ['custom field (affected services)', 'affected services'],
    category: ['component/s', 'components', 'custom field (request type)', 'issue type'],
    impact: ['custom field (impact)', 'impact'],
    urgency: ['custom field (urgency)', 'urgency'],
    priority: ['priority', 'fields.priority.name'],
  },
  keep: ['resolution', 'issue type', 'fields.resolution.name'],
  statuses: {
    open: 'new',
    'to do': 'new',
    reopened: 'active',
    'waiting for support': 'active',
    'work in progress': 'active',
    'in progress': 'active',
    escalated: 'active',
    'under review': 'active',
    pending: 'waiting',
    'waiting for customer': 'waiting',
    'waiting for approval': 'waiting',
    resolved: 'resolved',
    done: 'resolved',
    completed: 'resolved',
    closed: 'closed',
    canceled: 'cancelled',
    cancelled: 'cancelled',
    declined: 'cancelled',
  },
  missing: [],
  levels: {
    // The numbers are the ids of the priorities that are there from the beginning, “Major” the third of those before.
    priority: { ...counted('critical', 'high', 'medium', 'low', 'lowest'), major: 'medium' },
    impact: {
      'extensive / widespread': 'high',
      'significant / large': 'high',
      'moderate / limited': 'medium',
      'minor / localized': 'low',
    },
  },
};

const zendesk: Preset = {
  columns: {
    id: ['id', 'ticket id'],
    reported: ['created_at', 'created at', 'ticket created - timestamp'],
    updated: ['updated_at', 'updated at', 'ticket last updated - timestamp'],
    resolved: ['solved_at', 'solved at', 'ticket solved - timestamp'],
    status: ['status', 'ticket status'],
    title: ['subject', 'ticket subject', 'raw_subject'],
    description: ['description'],
    reporter: ['requester', 'requester name'],
    assignee: ['assignee', 'assignee name'],
    team: ['group', 'ticket group', 'assignee group'],
    service: ['brand', 'ticket brand'],
    category: ['type', 'ticket type', 'ticket form'],
    priority: ['priority', 'ticket priority'],
  },
  keep: ['via', 'ticket channel', 'satisfaction score'],
  statuses: {
    new: 'new',
    open: 'active',
    pending: 'waiting',
    hold: 'waiting',
    'on-hold': 'waiting',
    solved: 'resolved',
    closed: 'closed',
    deleted: 'cancelled',
  },
  missing: ['-', 'NULL'],
};

const glpi: Preset = {
  columns: {
    id: ['id'],
    reported: ['date', 'opening date', 'date_creation'],
    updated: ['date_mod', 'last update'],
    resolved: ['solvedate', 'resolution date'],
    closed: ['closedate', 'closing date'],
    status: ['status'],
    title: ['name', 'title'],
    description: ['content', 'description'],
    resolution: ['solution', 'solution - solution'],
    reporter: ['requester - requester', 'requester'],
    assignee: ['assigned to - technician', 'technician'],
    team: ['assigned to - technician group', 'technician group'],
    service: ['associated elements', 'entity'],
    category: ['itilcategories_id', 'category'],
    impact: ['impact'],
    urgency: ['urgency'],
    priority: ['priority'],
  },
  keep: ['type', 'entity', 'request source'],
  statuses: {
    '1': 'new',
    '2': 'active',
    '3': 'active',
    '4': 'waiting',
    '5': 'resolved',
    '6': 'closed',
    new: 'new',
    'processing (assigned)': 'active',
    'processing (planned)': 'active',
    pending: 'waiting',
    solved: 'resolved',
    closed: 'closed',
  },
  missing: ['NULL'],
  levels: {
    priority: counted('lowest', 'low', 'medium', 'high', 'critical', 'critical'),
    impact: counted('lowest', 'low', 'medium', 'high', 'critical'),
    urgency: counted('lowest', 'low', 'medium', 'high', 'critical'),
  },
};

const zammad: Preset = {
  columns: {
    id: ['number', '#'],
    reported: ['created_at', 'created at'],
    updated: ['updated_at', 'updated at'],
    closed: ['close_at', 'closed at', 'closing time'],
    status: ['state', 'state.name', 'status'],
    title: ['title'],
    reporter: ['customer', 'customer.name'],
    assignee: ['owner', 'owner.name'],
    team: ['group', 'group.name'],
    priority: ['priority', 'priority.name'],
  },
  keep: ['tags', 'create_article_type', 'type'],
  statuses: {
    new: 'new',
    open: 'active',
    'pending reminder': 'waiting',
    'pending close': 'resolved',
    closed: 'closed',
    merged: 'cancelled',
    removed: 'cancelled',
  },
  missing: ['-', 'NULL'],
  levels: { priority: counted('low', 'medium', 'high') },
};

const pagerduty: Preset = {
  columns: {
    id: ['incident_number', 'id'],
    reported: ['created_on', 'created_at'],
    updated: ['last_status_change_at', 'updated_at'],
    resolved: ['resolved_on', 'resolved_at'],
    status: ['status'],
    title: ['description', 'title', 'summary'],
    resolution: ['resolve_reason'],
    assignee: ['assigned_to_user_names', 'resolved_by_user_name'],
    team: ['team_name', 'teams'],
    service: ['service_name', 'service.summary'],
    urgency: ['urgency'],
    priority: ['priority', 'priority_name', 'priority.summary'],
  },
  keep: ['auto_resolved', 'escalation_policy_name'],
  statuses: {
    triggered: 'new',
    acknowledged: 'active',
    resolved: 'resolved',
  },
  missing: ['NULL'],
};

/** Logs of events of whichever system, by the standard's own names (IEEE 1849). */
const xes: Preset = {
  columns: {
    id: ['case:concept:name'],
    reported: ['case:begin'],
    updated: ['time:timestamp'],
    status: ['status', 'concept:name'],
    title: ['case:title', 'case:description'],
    assignee: ['org:resource'],
    team: ['org:group'],
    service: ['product', 'case:product'],
    category: ['category', 'case:category'],
    impact: ['impact', 'case:impact'],
    urgency: ['urgency', 'case:urgency'],
    priority: ['priority', 'case:priority'],
  },
  keep: ['lifecycle:transition', 'org:role'],
  statuses: {
    new: 'new',
    queued: 'new',
    accepted: 'active',
    'in progress': 'active',
    pending: 'waiting',
    completed: 'resolved',
    resolved: 'resolved',
    closed: 'closed',
    cancelled: 'cancelled',
  },
  missing: [],
};

export const presets = {
  servicenow,
  jira,
  zendesk,
  glpi,
  zammad,
  pagerduty,
  xes,
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof presets;
