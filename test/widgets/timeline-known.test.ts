import { expect } from '@open-wc/testing';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import { defaultWorkflow } from '@incident-kit/server/domain';
import {
  all,
  button,
  clear,
  find,
  freshServer,
  isAccessible,
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
    const { review } = await someone('grace').call((api) => api.reviews.get.query({ incident }));
    expect(review).to.include({ state: 'asked' });
  });
});
