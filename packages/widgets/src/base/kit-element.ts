import type { PropertyValues } from '@lit/reactive-element';
import { type RenderOptions, render } from 'lit';
import { KitBase } from './kit-base.ts';

/**
 * What every element with a template extends. It is to `KitBase` what LitElement is to
 * ReactiveElement, in LitElement's own few lines: a class has one parent, and `KitBase` cannot be
 * both with and without templates. For the hooks see `KitBase`.
 */
export abstract class KitElement extends KitBase {
  protected readonly renderOptions: RenderOptions = { host: this };
  #part: ReturnType<typeof render> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#part?.setConnected(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#part?.setConnected(false);
  }

  protected override update(changed: PropertyValues): void {
    // Before super.update(), so that what render() sets does not ask for another update.
    const value = this.render();
    if (!this.hasUpdated) this.renderOptions.isConnected = this.isConnected;
    super.update(changed);
    this.#part = render(value, this.renderRoot as ShadowRoot, this.renderOptions);
  }

  /** Sets and clears custom states, which pages style with `:state(name)`. */
  protected setStates(states: Record<string, boolean>): void {
    for (const [name, on] of Object.entries(states)) {
      this.internals.states[on ? 'add' : 'delete'](name);
    }
  }

  /** Whether what is shown may be out of date: the server is out of reach, or the last read failed. */
  protected isStale(shown: unknown, failure: unknown): boolean {
    return !!shown && (this.offline || !!failure);
  }

  /** Moves the focus to what the next update will have drawn. */
  protected async focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** What the element shows, as a Lit template. */
  protected abstract render(): unknown;
}
