/** What tests and stories know of the server that runs for them: `globalThis.incidentKitWorld`. */
export interface WorldFacts {
  endpoint: string;
  siteKey: string;
  /** Another server, that monitoring tells of what burns, and that tells people outside. */
  monitored: string;
  /** Where a server is that counts what services are to achieve. */
  measured: string;
  /** Another, with the history of a desk from which it has learned. */
  learned: string;
  /** Another, with some months of history in which something keeps coming back. */
  recurring: string;
  /** Another, whose site tells everybody figures of some services. */
  published: string;
  /** An address where nobody listens. */
  closed: string;
  incidents: Record<
    | 'running'
    | 'warning'
    | 'paused'
    | 'breached'
    | 'met'
    | 'missed'
    /** Everything that can happen has happened to it; it is resolved. */
    | 'mixed'
    | 'closed'
    | 'unknown',
    string
  >;
  /** An article that visitors are shown as well, in English and in German. */
  article: string;
  /** The story files, relative to the root; for the test that mounts them all. */
  stories?: string[];
}

declare global {
  var incidentKitWorld: WorldFacts | undefined;
}
