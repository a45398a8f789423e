import { expect } from '@open-wc/testing';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import { defaultWorkflow } from '@incident-kit/server/domain';
import { html } from 'lit';
import {
  all,
  button,
  clear,
  find,
  freshServer,
  isAccessible,
  next,
  recurringServer,
  reported,
  says,
  showToDesk,
  someone,
  textOf,
  until,
} from './support/stage.ts';

describe('what is known of the incident that is shown', () => {
  afterEach(clear);

  it('PRB-2: its known error with the workaround, and that of incidents like it', async () => {
    await recurringServer();
    const timeline = await showToDesk('INC-1');
    await until(() => all(timeline, '.known .problem').length > 0, 'it has come');
    const said = find(timeline, '.known .problem').textContent?.replace(/\s+/g, ' ');
    expect(said).to.include('Known error PRB-1 Label printers print blank labels');
    expect(said).to.include('Workaround: Turn the roll around.');
    await isAccessible(timeline);
    const like = await showToDesk(await reported('The label printer prints blank labels again'));
    await until(() => all(like, '.similar .known').length === 1, 'it has come');
    expect(textOf(like)).to.match(/It may be the same as INC-\d/);
  });

  it('REV-2: once it is over, that it is to be reviewed where a rule says so; flagged it is so no more', async () => {
    await freshServer();
    const reviews = { priorities: ['P1', 'P2', 'P3', 'P4'] };
    await someone('amir').call((api) =>
      api.configuration.publish.mutate({
        ...{ kind: 'workflow', basedOn: 1 },
        document: { ...defaultWorkflow, reviews },
      }),
    );
    const incident = await reported('The gate is open');
    const timeline = await showToDesk(incident);
    expect(all(timeline, '.asks')).to.be.empty;
    await someone('grace').call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Closed it.' }),
    );
    await says(timeline, 'It is over, and is to be reviewed: its priority.');
    await isAccessible(timeline);
    button(timeline, 'Flag for review').click();
    await says(timeline, 'It is flagged for review.');
    expect(all(timeline, '.known a'), 'the page has no place for it').to.be.empty;
    const { review } = await someone('grace').call((api) => api.reviews.get.query({ incident }));
    expect(review).to.include({ state: 'asked' });
  });

  it('REV-3: leads from what is flagged for review to the review, where the page has a place for it', async () => {
    await freshServer();
    const incident = await reported('The gate is open');
    const grace = someone('grace');
    const timeline = await showToDesk(
      incident,
      'grace',
      html`<incident-timeline incident=${incident} review-href="#/reviews/{incident}"></incident-timeline>`,
    );
    await grace.call((api) => api.reviews.decide.mutate({ incident, basedOn: 0, move: 'ask' }));
    await grace.call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Closed it.' }),
    );
    await says(timeline, 'It is flagged for review. Open the review');
    await isAccessible(timeline);
    const link = find<HTMLAnchorElement>(timeline, '.known a');
    expect(link.getAttribute('href')).to.equal(`#/reviews/${incident}`);
    timeline.addEventListener('review-selected', (event) => event.preventDefault());
    const selected = next(timeline, 'review-selected');
    link.click();
    expect((await selected).detail).to.deep.equal({ incident });
    expect(location.hash).to.equal('');
    timeline.reviewHref = 'javascript:alert(1)';
    await until(() => all(timeline, '.known a').length === 0, 'it leads to pages alone');
  });
});
