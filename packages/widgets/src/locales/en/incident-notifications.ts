/** The messages of `<incident-notifications>`. */
export const messages = {
  heading: 'Notifications',
  loading: 'Loading notifications',
  /** The bell's name. No more than a hundred are counted. */
  bell: (unread: number) =>
    unread === 0
      ? 'Notifications'
      : unread > 99
        ? 'Notifications, more than 99 unread'
        : `Notifications, ${unread} unread`,
  /** What is seen on the bell. */
  count: (unread: number) => (unread > 99 ? '99+' : `${unread}`),
  /** What is heard when something is told while one looks at the page. */
  arrived: (what: string, title: string) => `New notification. ${what}: ${title}`,

  assigned: (name: string) => `Assigned to ${name}`,
  /** Null where nobody knows which team. */
  forTeam: (team: string | null) => (team ? `New for ${team}` : 'New for your team'),
  escalated: (team: string) => `Escalated to ${team}`,
  raised: 'Escalated to management',
  step: 'An escalation step was taken',
  reopened: (name: string | null) => (name ? `Reopened by ${name}` : 'Reopened'),
  notFixed: (name: string | null) =>
    name ? `${name} said that it is not fixed` : 'Whoever reported it said that it is not fixed',
  goesOn: 'It has not ended by itself',
  goesOnAfter: (target: string) => `${target} is over, and this goes on`,
  storm: (team: string | null) => `A storm of alerts has come to ${team ?? 'your team'}`,
  flapping: 'Its alert begins and ends again and again',
  mentioned: (name: string | null) => (name ? `${name} mentioned you` : 'You were mentioned'),
  replied: (name: string | null) => (name ? `${name} wrote` : 'Whoever reported it wrote'),
  /** What a newer server tells, of which this version has no words. */
  something: 'Something happened',

  unread: 'Unread',
  mark: 'Mark as read',
  markOne: (title: string) => `Mark as read: ${title}`,
  markAll: 'Mark all as read',
  older: 'Show older ones',
  loadingOlder: 'Loading…',
  none: 'You have not been told of anything yet.',
  notLive: 'This is no longer live. Reload the page for news.',
  offline: 'There is no connection to the server. These are the notifications as they stood last.',
  failed: 'Notifications could not be loaded.',
  partFailed: 'The list could not be loaded. It is tried again by itself.',
  retry: 'Try again',
  notConfigured: 'Notifications are not set up on this page yet.',
};

export type IncidentNotificationsMessages = typeof messages;
