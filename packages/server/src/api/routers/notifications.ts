import {
  explainNotifications,
  explainNotificationsInput,
} from '../../operations/notifications/explain-notifications.ts';
import {
  listNotifications,
  listNotificationsInput,
} from '../../operations/notifications/list-notifications.ts';
import {
  markAllNotificationsRead,
  markAllNotificationsReadInput,
  markNotificationRead,
  markNotificationReadInput,
} from '../../operations/notifications/mark-notifications-read.ts';
import { procedure, router } from '../trpc.ts';

export const notifications = router({
  list: procedure('notification:list')
    .input(listNotificationsInput)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  markRead: procedure('notification:list')
    .input(markNotificationReadInput)
    .mutation(({ ctx, input }) => markNotificationRead(ctx, input)),
  markAllRead: procedure('notification:list')
    .input(markAllNotificationsReadInput)
    .mutation(({ ctx, input }) => markAllNotificationsRead(ctx, input)),
  explain: procedure('incident:explain')
    .input(explainNotificationsInput)
    .query(({ ctx, input }) => explainNotifications(ctx, input)),
});
