import { fromReference, numberOfStream, toReference } from '../../domain/incident/reference.ts';
import type { TopicKind } from './topic-kind.ts';

type OneIncident<Prefix extends 'incident' | 'badge'> = TopicKind<`${Prefix}:${string}`>;

/** What all topics have in common that are called after an incident, such as `badge:INC-1`. */
export function ofIncident<Prefix extends 'incident' | 'badge'>(
  prefix: Prefix,
): Required<Pick<OneIncident<Prefix>, 'parse' | 'incidentOf' | 'topicOf'>> {
  const topicOf = (number: number) => `${prefix}:${toReference(number)}` as const;
  return {
    parse(asked) {
      const [kind, reference = ''] = asked.split(':', 2);
      const number = kind === prefix ? fromReference(reference) : null;
      return number === null ? null : topicOf(number);
    },
    incidentOf: (topic) => fromReference(topic.slice(prefix.length + 1)) ?? 0,
    topicOf(event) {
      const number = numberOfStream(event.stream);
      return number === null ? null : topicOf(number);
    },
  };
}
