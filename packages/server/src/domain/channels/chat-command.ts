/** What somebody writes in a chat to have something done. */
export type ChatCommand =
  | { what: 'acknowledge' | 'assign'; incident: string }
  | { what: 'resolve' | 'note'; incident: string; text: string };

/** The words by which each is called. */
const words: Readonly<Record<string, ChatCommand['what']>> = {
  ack: 'acknowledge',
  acknowledge: 'acknowledge',
  take: 'assign',
  assign: 'assign',
  resolve: 'resolve',
  note: 'note',
};

const command = /^(?<word>\p{L}+)\s+(?<incident>inc-\d{1,15})(?:\s+(?<text>.*))?$/isu;

export const commandHelp =
  'Write one of these: ack INC-1, take INC-1, note INC-1 and what you have to say, resolve INC-1 and what was done.';

/** @returns null for what is none of them */
export function readCommand(said: string): ChatCommand | null {
  const { word = '', incident = '', text = '' } = command.exec(said.trim())?.groups ?? {};
  const lower = word.toLowerCase();
  const what = Object.hasOwn(words, lower) ? words[lower] : undefined;
  if (what === undefined) return null;
  const reference = incident.toUpperCase();
  if (what === 'acknowledge' || what === 'assign') return { what, incident: reference };
  return { what, incident: reference, text };
}
