/** What Korean appends to nouns for what other languages have word order and prepositions for; the longest that fits. */
const particle =
  /(?:에서부터|에서는|에서도|에게서|으로부터|으로는|으로도|이라도|에서|에게|에는|에도|에만|까지|부터|처럼|보다|마다|조차|께서|한테|이랑|하고|으로|로는|로도|라도|이나|은|는|이|가|을|를|의|에|도|만|로|와|과|랑)$/;

/** Letters of a word that are left at least: shorter ones end like particles without having any. */
const shortestStem = 2;

/**
 * A word without its particle, as what is searched for stands with another in the text. Where a word
 * only seems to have one, its beginning is left, by which it is found as well.
 * @param isAttached whether something is before it (“VPN을”), so that it may be nothing but a particle
 */
export function withoutParticle(part: string, isAttached: boolean): string {
  const found = particle.exec(part);
  if (!found) return part;
  if (found.index === 0) return isAttached ? '' : part;
  return found.index >= shortestStem ? part.slice(0, found.index) : part;
}
