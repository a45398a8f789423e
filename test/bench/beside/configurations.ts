const hours = [['08:00', '18:00']];

/** First versions of documents: clocks that run around the clock, and in office hours only. */
export const configurations = {
  'around the clock': {},
  'with office hours': {
    calendars: {
      calendars: [
        {
          id: 'office',
          name: 'Office hours',
          calendar: {
            zone: 'Europe/Berlin',
            weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
            holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
          },
        },
      ],
    },
    'sla-policies': {
      policies: [{ id: 'default', name: 'In office hours', calendar: 'office' }],
    },
  },
};
