import type { MessageSubject } from './messages.ts';

/** What the sentence of a message is made of. */
export interface MessageValues {
  /** Its reference. */
  incident: string;
  assignee: string | null;
  team: string | null;
  /** The name of its service. */
  service?: string | null;
  /** The name of its status. */
  status?: string;
}

type Texts = { [About in MessageSubject]: (values: MessageValues) => string };

const en: Texts = {
  assigned: ({ incident, assignee, team }) =>
    `${incident} is now with ${assignee ?? team ?? 'nobody'}.`,
  escalated: ({ incident }) => `${incident} was escalated.`,
  step: ({ incident }) =>
    `${incident} has waited too long: a step of its escalation policy was taken.`,
  'on-call': ({ incident }) => `You are on call: ${incident} has waited too long.`,
  'pause-ended': ({ incident, assignee, team }) =>
    `${incident} has not ended by itself. It is with ${assignee ?? team ?? 'nobody'}.`,
  flapping: ({ incident }) =>
    `${incident} begins and ends again and again. It stays open until it has been over for half an hour.`,
  storm: ({ incident }) =>
    `${incident} is a storm of alerts, also of yours. They are listed below it, and nobody is told of each: what still fires when it is calm again is.`,
  'wait-ended': ({ incident, assignee, team }) =>
    `What ${incident} waited for is over, and it still goes on. It is with ${assignee ?? team ?? 'nobody'}.`,
  reopened: ({ incident }) => `${incident} was reopened.`,
  mentioned: ({ incident }) => `You are mentioned in a note on ${incident}.`,
  replied: ({ incident }) => `Whoever reported ${incident} has written.`,
  reported: ({ incident }) => `${incident} was reported.`,
  resolved: ({ incident }) => `${incident} was resolved.`,
  closed: ({ incident }) => `${incident} was closed.`,
  cancelled: ({ incident }) => `${incident} was cancelled.`,
  'service-opened': ({ incident, service, status }) =>
    `${service}: there is a new incident, ${incident}. Its status is “${status}”.`,
  'service-updated': ({ incident, service, status }) =>
    `${service}: the status of ${incident} is now “${status}”.`,
  'service-resolved': ({ incident, service, status }) =>
    `${service}: ${incident} is over. Its status is “${status}”.`,
  subscription: ({ service }) =>
    `Somebody, probably you, wants to be told at this address of incidents of ${service}. If it was you, confirm it on the page below. Otherwise do nothing: you will not be told.`,
  'reporter-received': ({ incident }) => `Your report has arrived. Its number is ${incident}.`,
  'reporter-waiting': ({ incident }) =>
    `${incident} waits for your answer: the service desk goes on with it then.`,
  'reporter-resolved': ({ incident }) => `${incident} was resolved. Is it fixed?`,
  'reporter-closed': ({ incident, status }) =>
    `${incident} is over. Its status is “${status}”. Should it not be fixed, report it anew.`,
  test: () => 'This is a test of Incident Kit. Nothing has happened.',
};

/** The languages of messages by their tags. One more is a list of sentences and an entry here. */
const languages = { en };

export type MessageLanguage = keyof typeof languages;

/** What happened, in a sentence. */
export function messageText(
  about: MessageSubject,
  values: MessageValues,
  language: MessageLanguage = 'en',
): string {
  return languages[language][about](values);
}
