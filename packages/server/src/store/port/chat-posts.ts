/** An incident in a conversation of a chat. */
export interface ChatPlace {
  /** The incident's number. */
  incident: number;
  /** The way to the chat, by its id. */
  channel: string;
  /** The conversation, as the target has it. */
  address: string;
}

/** The message there by which an incident is shown. */
export interface ChatPost extends ChatPlace {
  /** What the chat calls the conversation and the message; null while nothing is posted. */
  place: string | null;
  ts: string | null;
  /** The position of the incident's last event that it shows; 0 for none. */
  drawn: number;
  /** When it was last drawn, epoch milliseconds. */
  drawnAt: number;
  /** How often drawing it anew has failed since. */
  tries: number;
  /** Nobody touches it before: somebody does just now, or the chat asked for time. Epoch milliseconds. */
  nextAt: number;
}

export interface ChatPostReader {
  get(place: ChatPlace): Promise<ChatPost | null>;
  /** The incident that a message of a chat shows, by its number; null where it is none of ours. */
  incidentOf(channel: string, message: { place: string; ts: string }): Promise<number | null>;
  /** Those of some channels to which something has happened since they were drawn, and that may be touched. */
  stale(channels: readonly string[], at: number, limit: number): Promise<ChatPost[]>;
}

export interface ChatPostWriter extends ChatPostReader {
  keep(post: ChatPost): Promise<void>;
}
