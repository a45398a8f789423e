import type { Chance } from './chance.ts';

const things = [
  'network',
  'printer',
  'laptop',
  'calendar',
  'mailbox',
  'password',
  'display',
  'keyboard',
  'scanner',
  'telephone',
  'invoice system',
  'time sheet',
  'network drive',
  'badge reader',
  'projector',
  'intranet',
  'payroll',
  'warehouse terminal',
  'video call',
  'certificate',
];
const troubles = [
  'is down',
  'is very slow',
  'does not answer',
  'shows an error',
  'has lost its settings',
  'asks for a password again and again',
  'cannot be reached',
  'prints blank pages',
  'freezes',
  'cannot be opened',
];
const places = [
  'on the second floor',
  'in Berlin',
  'in the warehouse',
  'at the reception',
  'in meeting room Elbe',
  'for the whole team',
  'since the update',
  'over VPN',
  'at home',
  'in the canteen',
];
const sentences = [
  'Nobody in the team can work with the network.',
  'It was fine yesterday evening.',
  'We have restarted it twice, and nothing changed.',
  'A colleague in the other building has the same.',
  'The message says that the connection was refused.',
  'Please call before you come, the room is locked.',
  'Customers are waiting at the counter.',
  'It began after the maintenance on Sunday.',
  'The light at the back is red and blinking.',
  'I have to send the report by noon.',
  'It works when I use the cable in place of the wireless.',
  'The administrator said that somebody would look at it.',
];

/** A word of half of all incidents. */
export const commonWord = 'network';
/** What one in twenty incidents has a word with. */
export const prefix = 'prin';

/** A word of some twenty incidents, however many there are. */
export function rareWord(number: number, incidents: number): string {
  return `asset${number % Math.max(1, Math.floor(incidents / 20))}x`;
}

export function titleOf(chance: Chance): string {
  return `The ${chance.of(things)} ${chance.of(troubles)} ${chance.of(places)}`;
}

/** Two to five sentences, and the label of a device. */
export function descriptionOf(chance: Chance, rare: string): string {
  const said = Array.from({ length: 2 + chance.below(4) }, () => chance.of(sentences));
  return `${said.join(' ')} The label reads ${rare}, room ${chance.below(900) + 100}.`;
}

export function noteOf(chance: Chance): string {
  return `${chance.of(sentences)} ${chance.of(sentences)}`;
}
