import type { Field, How } from './learning.ts';

declare global {
  interface GlobalEventHandlersEventMap {
    /** Somebody has said, from this element, what is done with what is learned. */
    'learning-changed': CustomEvent<LearningChangedDetail>;
  }
}

export interface LearningChangedDetail {
  field: Field;
  how: How;
}
