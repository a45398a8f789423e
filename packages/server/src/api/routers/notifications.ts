import {
  listNotifications,
  listNotificationsInput,
} from '../../operations/notifications/list-notifications.ts';
import { procedure, router } from '../trpc.ts';

export const notifications = router({
  list: procedure('notification:list')
    .input(listNotificationsInput)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
});
