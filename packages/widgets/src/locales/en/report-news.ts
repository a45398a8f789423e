/** What `<incident-report>` says once a report that waited has been sent, or was refused. */
export const messages = {
  returned: (title: string, message: string) =>
    `Your report “${title}” could not be sent: ${message}`,
  reopen: 'Correct it',
  delivered: (reference: string) => `A report that was waiting has been sent: ${reference}.`,
};

export type ReportNewsMessages = typeof messages;
