import { projection } from './projection.ts';
import { searchTermsOf } from './search-terms.ts';

declare module '../schema.ts' {
  interface Tables {
    incident_texts: IncidentTextsTable;
  }
}

/** What is searched. */
export interface IncidentTextsTable {
  number: number;
  /** Those of the title and the description, as `searchTermsOf` gives them, with spaces between. */
  words: string;
}

/** The words by which incidents are found. */
export const incidentTexts = projection({
  table: 'incident_texts',
  reads: ['incident.reported', 'incident.retitled'],
  replacedBy: ['number'],
  holdsPersonal: true,
  rows: ({ after: { number, title, description } }) => [
    { number, words: searchTermsOf(`${title} ${description}`).join(' ') },
  ],
});
