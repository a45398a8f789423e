declare global {
  interface GlobalEventHandlersEventMap {
    /** Somebody has decided, from this element, what becomes of an anomaly. */
    'anomaly-decided': CustomEvent<AnomalyDecidedDetail>;
  }
}

export interface AnomalyDecidedDetail {
  /** The id of the anomaly. */
  anomaly: string;
  decision: 'raise' | 'dismiss';
  /** The reference of the incident that it is of now; null where there is none. */
  incident: string | null;
}
