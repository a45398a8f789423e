import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';

export type Answer = Awaited<ReturnType<KitApi['problems']['get']['query']>>;

export const texts = ['title', 'description', 'cause', 'workaround', 'change'] as const;
export const places = ['service', 'category', 'team'] as const;
export type TextName = (typeof texts)[number];
export type PlaceName = (typeof places)[number];

/** What somebody does to the problem that is shown. */
export type Doing =
  | { what: 'edit'; basedOn: number; values: Record<TextName | PlaceName, string> }
  | { what: 'resolved' | 'closed' | 'open'; basedOn: number; text: string }
  | { what: 'link'; text: string };

export function beginEdit({ problem }: Answer): Doing {
  const named = [...texts, ...places].map((each) => [each, problem[each] ?? '']);
  return { what: 'edit', basedOn: problem.version, values: Object.fromEntries(named) };
}

/** Sends what somebody has done. */
export function send(kit: KitClient, { problem: shown }: Answer, doing: Doing): Promise<unknown> {
  const { problem } = shown;
  switch (doing.what) {
    case 'edit': {
      const { basedOn, values } = doing;
      // Only what was changed: what others wrote in other fields stays.
      const changed = texts.filter((each) => values[each].trim() !== (shown[each] ?? ''));
      const moved = places.filter((each) => values[each] !== (shown[each] ?? ''));
      const edit = {
        ...Object.fromEntries(changed.map((each) => [each, values[each]])),
        ...Object.fromEntries(moved.map((each) => [each, values[each] || null])),
      };
      return kit.call((api) => api.problems.edit.mutate({ problem, basedOn, ...edit }));
    }
    case 'resolved': {
      const { what: to, basedOn, text } = doing;
      return kit.call((api) => api.problems.move.mutate({ problem, basedOn, to, text }));
    }
    case 'closed':
    case 'open': {
      const { what: to, basedOn, text } = doing;
      const reason = text.trim() || null;
      return kit.call((api) => api.problems.move.mutate({ problem, basedOn, to, reason }));
    }
    case 'link': {
      const incidents = [doing.text.trim().toUpperCase()];
      return kit.call((api) => api.problems.link.mutate({ problem, incidents }));
    }
  }
}
