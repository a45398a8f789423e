/**
 * Gives a function that calls a listener back on these events of the window, and gives one that ends
 * it. However many listen, the page has one listener for each event, for good.
 */
export function pageEvents(...types: string[]): (listener: (event: Event) => void) => () => void {
  const listeners = new Set<(event: Event) => void>();
  let attending = false;
  return (listener) => {
    if (!attending) {
      attending = true;
      for (const type of types) {
        addEventListener(type, (event) => {
          for (const each of [...listeners]) each(event);
        });
      }
    }
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}
