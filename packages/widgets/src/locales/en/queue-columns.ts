/** What `<incident-list view="queue">` says where its columns are chosen: loaded when that is opened. */
export const messages = {
  heading: 'Columns, in their order',
  sooner: (column: string) => `Move ${column} towards the start`,
  later: (column: string) => `Move ${column} towards the end`,
  moved: (column: string, at: number, count: number) => `${column} is column ${at} of ${count}.`,
};

export type QueueColumnMessages = typeof messages;
