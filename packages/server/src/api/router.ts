import { attachments } from './routers/attachments.ts';
import { badges } from './routers/badges.ts';
import { configuration } from './routers/configuration.ts';
import { forms } from './routers/forms.ts';
import { incidents } from './routers/incidents.ts';
import { knowledge } from './routers/knowledge.ts';
import { learning } from './routers/learning.ts';
import { matrix } from './routers/matrix.ts';
import { messages } from './routers/messages.ts';
import { metrics } from './routers/metrics.ts';
import { notifications } from './routers/notifications.ts';
import { objectives } from './routers/objectives.ts';
import { onCall } from './routers/on-call.ts';
import { people } from './routers/people.ts';
import { problems } from './routers/problems.ts';
import { reviews } from './routers/reviews.ts';
import { signals } from './routers/signals.ts';
import { sites } from './routers/sites.ts';
import { views } from './routers/views.ts';
import { router } from './trpc.ts';

/** The API, one router a resource. */
export const appRouter = router({
  incidents,
  forms,
  matrix,
  badges,
  attachments,
  notifications,
  configuration,
  people,
  onCall,
  sites,
  views,
  signals,
  messages,
  metrics,
  objectives,
  learning,
  problems,
  reviews,
  knowledge,
});

/** What a tRPC client is typed with: `createTRPCClient<AppRouter>(…)`. */
export type AppRouter = typeof appRouter;
