import { badge } from './badge.ts';
import { document } from './document.ts';
import { incident } from './incident.ts';
import { incidents } from './incidents.ts';
import { matrix } from './matrix.ts';
import { notifications } from './notifications.ts';
import type { TopicKind } from './topic-kind.ts';

/** Everything that a page can follow, in the order in which what one event says is told. */
export const topicKinds: readonly TopicKind[] = [
  incident,
  badge,
  incidents,
  matrix,
  notifications,
  document,
];
