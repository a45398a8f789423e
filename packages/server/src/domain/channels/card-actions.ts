/** What can be pressed on a card. */
export const cardActions = ['acknowledge', 'resolve'] as const;
export type CardAction = (typeof cardActions)[number];
