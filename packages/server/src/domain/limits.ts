/** How much a person may send. Lengths are those of `bounded` (`plain-text.ts`): UTF-16 code units. */
export const limits = {
  title: { min: 3, max: 200 },
  description: { max: 10_000 },
  note: { min: 1, max: 10_000 },
  resolution: { min: 3, max: 10_000 },
  reason: { min: 3, max: 500 },
  contactName: { max: 120 },
  contactEmail: { max: 254 },
  idempotencyKey: { min: 8, max: 64 },
  /** Incidents in one `badges.get`. */
  badges: 500,
  /** Incidents in one `incidents.bulk`. */
  bulk: 100,
  /** Calls in one tRPC batch, and what they may cost together. */
  batch: 20,
  /** Different search terms that are kept of an incident, those of its title first. */
  searchTerms: 600,
  /** Topics of one live stream. */
  topics: 1_000,
  /** Bytes of one request body. */
  bodyBytes: 256 * 1024,
  articleTitle: { min: 3, max: 200 },
  /** Markdown. */
  articleBody: { min: 1, max: 50_000 },
  articles: 10_000,
  /** Sites in the database. */
  sites: 500,
  /** Views of the queue that somebody keeps for themselves. */
  ownViews: 50,
  /** Overrides of one on-call schedule that are not over. */
  overrides: 500,
  /** Subscribers of one service. */
  subscribers: 2_000,
  /** Links of one incident. */
  links: 100,
  /** Rows of one page of a list. */
  page: 100,
  /** How far a list counts what it has. */
  counted: 1_000,
  /** The same for what is searched for by words: nobody goes through more, and most of the time is for counting. */
  countedInSearch: 250,
} as const;
