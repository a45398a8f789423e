import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/sent-messages/define.ts';
import type { SentMessages } from '../../packages/widgets/src/sent-messages/sent-messages.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  focused,
  monitoredServer,
  next,
  says,
  show,
  textOf,
  type,
  unplug,
  until,
} from './support/stage.ts';

const sentMessages = html`<sent-messages></sent-messages>`;
const rows = (element: SentMessages, state = '') =>
  all(element, state ? `.message.${state}` : '.message');

async function openTargets(element: SentMessages): Promise<void> {
  button(element, 'Test or preview a target').click();
  await until(() => all(element, '#targets-target').length > 0, 'the targets are there');
}

describe('<sent-messages>', () => {
  before(monitoredServer);
  afterEach(clear);

  it('OUT-4: shows each message with its state, to whom it goes, and why it failed', async () => {
    const element = await show<SentMessages>(sentMessages, 'amir');
    expect(rows(element)).to.have.length(3);
    expect(rows(element, 'sent')[0]?.textContent).to.include('To mail-team by sms');
    expect(rows(element, 'sent')[0]?.textContent).to.include('+4930123456');
    expect(rows(element, 'waiting')[0]?.textContent).to.include('The other side answered 503.');
    const dead = rows(element, 'dead')[0]?.textContent?.replace(/\s+/g, ' ');
    expect(dead).to.include('Reported').and.include('INC-1').and.include('Failed for good');
  });

  it('shows those of one state, and says where there are none', async () => {
    const element = await show<SentMessages>(sentMessages, 'amir');
    button(element, 'Sent').click();
    await until(() => rows(element).length === 1, 'one is left');
    expect(rows(element, 'sent')).to.have.length(1);
    expect(find(element, '.filters [aria-pressed=true]').textContent?.trim()).to.equal('Sent');
  });

  it('has one that failed sent again, says so, and keeps the focus', async () => {
    const element = await show<SentMessages>(sentMessages, 'amir');
    const sent = next(element, 'message-sent-again');
    button(element, 'Send again').click();
    await says(element, 'The message to mail-bot is tried again now.');
    expect((await sent).detail.incident).to.equal('INC-1');
    expect(focused(element)?.className).to.include('count');
  });

  it('sends a test to a target, and says what became of it', async () => {
    const element = await show<SentMessages>(sentMessages, 'amir');
    await openTargets(element);
    await choose(element, '#targets-target', 'mail-team');
    button(element, 'Send a test now').click();
    await says(element, 'The test reached mail-team.');
    await choose(element, '#targets-target', 'mail-pager');
    button(element, 'Send a test now').click();
    await says(element, 'The test could not be sent. The other side answered 503.');
  });

  it('shows what a target would be sent of an incident, or that there is no such incident', async () => {
    const element = await show<SentMessages>(sentMessages, 'amir');
    await openTargets(element);
    await choose(element, '#targets-target', 'mail-team');
    await choose(element, '#targets-about', 'resolved');
    await type(element, '#targets-incident', 'INC-1');
    button(element, 'Show what would be sent').click();
    await until(() => all(element, 'pre').length > 0, 'it is shown');
    expect(find(element, 'pre').textContent).to.include('Nobody gets mail');
    await type(element, '#targets-incident', 'INC-999');
    button(element, 'Show what would be sent').click();
    await until(() => all(element, '.targets .notice.danger').length > 0, 'it is refused');
    button(element, 'Close').click();
    await element.updateComplete;
    expect(all(element, '.targets')).to.be.empty;
    expect(focused(element)?.className).to.equal('opener');
  });

  it('shows what it has while the server is out of reach', async () => {
    const element = await show<SentMessages>(sentMessages, 'amir');
    const plug = unplug();
    try {
      button(element, 'Refresh').click();
      await says(element, 'There is no connection to the server.');
      expect(rows(element)).to.have.length(3);
    } finally {
      plug();
    }
  });

  it('is not for the desk, and sends nothing where the page only shows', async () => {
    const refused = await show<SentMessages>(sentMessages, 'grace', 'error');
    expect(textOf(refused)).not.to.include('mail-team');
    const element = await show<SentMessages>(
      html`<sent-messages readonly></sent-messages>`,
      'amir',
    );
    expect(all(element, '.message button, .opener')).to.be.empty;
  });
});
