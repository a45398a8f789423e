/** What can be pressed on a card, in the order in which it is shown. */
export const cardActions = ['acknowledge', 'assign', 'resolve', 'add-internal-note'] as const;
export type CardAction = (typeof cardActions)[number];

/** What asks for more, by a form. */
export const cardForms = ['resolve', 'add-internal-note'] as const satisfies CardAction[];
export type CardForm = (typeof cardForms)[number];

export function opensForm(action: CardAction): action is CardForm {
  return cardForms.includes(action as CardForm);
}
