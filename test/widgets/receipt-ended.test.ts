import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  button,
  clear,
  comesTo,
  find,
  isAccessible,
  says,
  show,
  someone,
  textOf,
  type,
  until,
} from './support/stage.ts';

const { endpoint, siteKey } = world;

async function reportedByVisitor(title: string) {
  const { incident, receipt } = await someone().call((api) =>
    api.incidents.report.mutate({
      key: `receipt-${Date.now()}`,
      title,
      impact: 'medium',
      urgency: 'medium',
    }),
  );
  return { incident, token: receipt?.token ?? '' };
}

const place = document.createElement('main');
document.body.append(place);

/** A timeline of whoever has the receipt, beside what `show` puts on the page. */
function held(incident: string, receipt: string): IncidentTimeline {
  render(
    html`<incident-provider endpoint=${endpoint} site-key=${siteKey} receipt=${receipt}
      ><incident-timeline incident=${incident}></incident-timeline
    ></incident-provider>`,
    place,
  );
  return place.querySelector('incident-timeline') as IncidentTimeline;
}

describe('a receipt', () => {
  afterEach(() => {
    clear();
    render(null, place);
  });

  it('LIM-15 is withdrawn from the menu, and whoever has the page open is told what to do', async () => {
    const { incident, token } = await reportedByVisitor('The gate is open at night');
    const holder = held(incident, token);
    await comesTo(holder, 'ready');
    const desk = await show<IncidentTimeline>(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
      'grace',
    );
    find(desk, '.open-menu').click();
    button(desk, 'Withdraw the reporter’s link').click();
    await desk.updateComplete;
    expect(find(desk, '#ask-hint').textContent).to.match(/^Only the desk reads this/);
    await isAccessible(desk);
    await type(desk, '#ask-text', 'It was posted in a chat');
    button(desk, 'Withdraw the link').click();
    await says(desk, 'withdrew the link that the reporter was given');
    await says(desk, 'It was posted in a chat');

    await says(holder, 'The service desk has withdrawn this link.');
    expect(textOf(holder)).to.include('report it anew').and.not.to.include('The gate is open');
    expect(holder.matches(':state(error)')).to.be.true;
    // Trying again would be of no use.
    expect(all(holder, 'button')).to.be.empty;
    await isAccessible(holder);

    find(desk, '.open-menu').click();
    await until(
      () => !textOf(desk).includes('Withdraw the reporter’s link'),
      'it is offered no more',
    );
  });
});
