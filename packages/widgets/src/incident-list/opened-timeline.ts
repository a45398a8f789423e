import type { IncidentSelection } from './incident-list.events.ts';

/** A timeline as the list knows it; it may not be defined yet. */
interface Timeline extends HTMLElement {
  incident?: string;
  /** Moves the focus to where something is written to that audience. */
  compose?(visibility: 'public' | 'internal'): void;
}

/** The `<incident-timeline>` beside a list that shows what is chosen in it. */
export class OpenedTimeline {
  readonly #onLeave: () => void;
  #timeline: Timeline | undefined;

  /** @param onLeave - somebody goes back to the list */
  constructor(onLeave: () => void) {
    this.#onLeave = onLeave;
  }

  /**
   * Shows an incident there, and moves the focus to its title, or to where it is written to.
   * @param id - of the timeline, in the list's own tree or in the document
   */
  async open(list: Element, id: string, { incident, intent }: IncidentSelection): Promise<void> {
    const root = list.getRootNode() as Document | ShadowRoot;
    const found = root.getElementById?.(id) ?? document.getElementById(id);
    if (found !== this.#timeline) this.close();
    if (!found) return;
    this.#timeline = found as Timeline;
    found.addEventListener('keydown', this.#onKey);
    found.hidden = false;
    // An attribute: one that is not defined yet would keep a property from its own accessor.
    found.setAttribute('incident', incident);
    await customElements.whenDefined(found.localName);
    if (intent !== 'open' && this.#timeline.compose) {
      this.#timeline.compose(intent === 'reply' ? 'public' : 'internal');
    } else {
      found.focus();
    }
  }

  /** Listens to it no longer. */
  close(): void {
    this.#timeline?.removeEventListener('keydown', this.#onKey);
    this.#timeline = undefined;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // Escape in a form or in a menu of the timeline is theirs.
    const focused = this.#timeline?.shadowRoot?.activeElement;
    if (focused && !focused.matches('h2, [role=heading]')) return;
    event.preventDefault();
    this.#onLeave();
  };
}
