import { toReference } from '../incident/reference.ts';
import type { ResolutionCode } from '../incident/resolution.ts';
import type { Incident } from '../incident/state.ts';
import type { Status } from '../incident/status.ts';

/** An incident that is like another, or like a text. What it says is for everybody who may see the incident. */
export interface SimilarIncident {
  incident: string;
  title: string;
  status: Status;
  service: string | null;
  /** Epoch milliseconds. */
  reportedAt: number;
  /** How like it is: 1 for the same words, 0 for none. */
  likeness: number;
  /** How it ended; null while it has not. */
  resolved: { at: number; code: ResolutionCode; text: string } | null;
}

export function toSimilarIncident({
  incident,
  likeness,
}: {
  incident: Incident;
  likeness: number;
}): SimilarIncident {
  const { resolved } = incident;
  return {
    incident: toReference(incident.number),
    title: incident.title,
    status: incident.status,
    service: incident.service,
    reportedAt: incident.reportedAt,
    likeness: Math.round(likeness * 100) / 100,
    resolved: resolved && { at: resolved.at, code: resolved.code, text: resolved.text },
  };
}
