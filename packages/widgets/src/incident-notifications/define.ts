import { define } from '../base/define.ts';
import { IncidentNotifications } from './incident-notifications.ts';

define('incident-notifications', IncidentNotifications);
