import {
  explainNotifications,
  explainNotificationsInput,
} from '../../operations/notifications/explain-notifications.ts';
import {
  listNotifications,
  listNotificationsInput,
} from '../../operations/notifications/list-notifications.ts';
import { procedure, router } from '../trpc.ts';

export const notifications = router({
  list: procedure('notification:list')
    .input(listNotificationsInput)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  explain: procedure('incident:explain')
    .input(explainNotificationsInput)
    .query(({ ctx, input }) => explainNotifications(ctx, input)),
});
