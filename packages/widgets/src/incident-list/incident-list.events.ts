/** What `incident-selected` tells. */
export interface IncidentSelection {
  /** The reference, e.g. "INC-42". */
  incident: string;
  /** What it was chosen for: to look at it, or to write to whoever reported it, or a note for the desk. */
  intent: 'open' | 'reply' | 'note';
}

declare global {
  interface GlobalEventHandlersEventMap {
    /**
     * Somebody chose an incident. Cancelable: then the list neither marks it nor opens it, and a page does with it
     * what it likes.
     */
    'incident-selected': CustomEvent<IncidentSelection>;
  }
}
