import { newKey } from '../../../packages/widgets/src/base/new-key.ts';

/** A report as its form sends it, each with a key of its own. */
export function newReport() {
  return {
    key: newKey(),
    title: 'The Wi-Fi on the second floor is down',
    description: 'Since nine this morning. Nobody in the team can reach anything.',
    service: 'network',
    category: 'outage',
    impact: 'medium',
    urgency: 'high',
  };
}
