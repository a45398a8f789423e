import type { IncidentFilter } from '../../store/port/incidents.ts';

/** A filter that every incident fits. */
export const allIncidents: IncidentFilter = {
  status: 'all',
  team: null,
  assignee: null,
  priority: null,
  service: null,
  text: null,
  reporter: null,
};
