/** What every message of a kit says of itself, whichever way it is sent. Its value is the message's id. */
export const ownMessageHeader = 'Incident-Kit-Message';
