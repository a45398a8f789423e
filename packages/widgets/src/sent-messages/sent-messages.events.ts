declare global {
  interface GlobalEventHandlersEventMap {
    /** A message that had failed for good is tried again, from this element. */
    'message-sent-again': CustomEvent<MessageSentAgainDetail>;
  }
}

export interface MessageSentAgainDetail {
  /** The id of the message. */
  message: string;
  /** The reference of the incident that it tells of. */
  incident: string;
}
