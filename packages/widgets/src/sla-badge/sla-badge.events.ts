import type { ClockState, TargetName } from '@incident-kit/server/domain';

/** What `sla-state-changed` tells. */
export interface SlaStateChange {
  incident: string;
  target: TargetName;
  /**
   * What the badge showed before, which may have been another clock where none is asked for. Undefined when
   * it has just learnt how the clock stands.
   */
  from: ClockState | undefined;
  to: ClockState;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'sla-state-changed': CustomEvent<SlaStateChange>;
  }
}
