import { expect, waitUntil } from '@open-wc/testing';
import { html, render } from 'lit';
import { connect } from '../../packages/widgets/src/client.ts';
import '../../packages/widgets/src/incident-report/define.ts';
import '../../packages/widgets/src/sla-badge/define.ts';
import type { IncidentReport } from '../../packages/widgets/src/incident-report/incident-report.ts';
import type { SlaBadge } from '../../packages/widgets/src/sla-badge/sla-badge.ts';
import { world } from '../../stories/support.ts';
import { reported } from './support/stage.ts';

const client = () => connect({ endpoint: world.endpoint, siteKey: 'pk_styled' });

async function shown<T extends Element>(template: unknown, isReady: (element: T) => unknown) {
  const place = document.body.appendChild(document.createElement('div'));
  render(template, place);
  const element = place.firstElementChild as T;
  await waitUntil(() => isReady(element), 'it is there', { timeout: 5_000 });
  return element;
}

const formOf = (element: IncidentReport) => element.shadowRoot?.querySelector('form');

describe('what a site says of its elements', () => {
  afterEach(() => document.body.replaceChildren());

  it('ACC-27: counts where the page says nothing', async () => {
    const element = await shown<IncidentReport>(
      html`<incident-report .client=${client()}></incident-report>`,
      formOf,
    );
    const heading = element.shadowRoot?.querySelector('h2');
    expect(heading?.textContent).to.equal('Tell us');
    expect(heading?.getAttribute('aria-level')).to.equal('3');
    // A box that the page does not tick says nothing.
    expect(element.noDraft).to.equal(true);
    // What the form does not ask for is chosen already.
    expect(element.impact).to.equal('low');
    expect(element.shadowRoot?.querySelectorAll('[name="impact"]')).to.have.length(0);
    expect(element.shadowRoot?.querySelectorAll('[name="urgency"]')).not.to.have.length(0);
  });

  it('ACC-27: gives way to the page, whether it says it at once, later, or by a property', async () => {
    const element = await shown<IncidentReport>(
      html`<incident-report .client=${client()} heading="" heading-level="4"></incident-report>`,
      formOf,
    );
    expect(element.shadowRoot?.querySelector('h2')).to.equal(null);
    element.setAttribute('heading', 'Something broken?');
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('h2')?.textContent).to.equal('Something broken?');
    expect(element.shadowRoot?.querySelector('h2')?.getAttribute('aria-level')).to.equal('4');
    element.removeAttribute('heading');
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('h2')?.textContent).to.equal('Tell us');
    const badge = await shown<SlaBadge>(
      html`<sla-badge .client=${client()} .variant=${'bar'} incident=${await reported()}></sla-badge>`,
      (each: SlaBadge) => each.target,
    );
    expect([badge.variant, badge.target]).to.deep.equal(['bar', 'response']);
  });

  it('ACC-26: a badge of a site that tells the status alone says the status', async () => {
    const incident = await reported();
    const badge = await shown<SlaBadge>(
      html`<sla-badge .client=${client()} incident=${incident}></sla-badge>`,
      (each: SlaBadge) => each.matches(':state(none)'),
    );
    expect(badge.shadowRoot?.textContent?.trim()).to.equal('New');
  });
});
