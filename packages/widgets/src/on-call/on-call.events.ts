declare global {
  interface GlobalEventHandlersEventMap {
    /** Somebody was put on call by hand, or no longer is, from this element. */
    'on-call-changed': CustomEvent<OnCallChangedDetail>;
  }
}

export interface OnCallChangedDetail {
  schedule: string;
  /** The version of the schedules that says so. */
  version: number;
}
