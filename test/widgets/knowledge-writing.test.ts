import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/knowledge-article/define.ts';
import type { KnowledgeArticle } from '../../packages/widgets/src/knowledge-article/knowledge-article.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  says,
  show,
  someone,
  textOf,
  type,
  until,
  withhold,
} from './support/stage.ts';

const articleOf = (id: string) => html`<knowledge-article article-id=${id}></knowledge-article>`;
const entered = (element: KnowledgeArticle, selector: string) =>
  find<HTMLInputElement | HTMLSelectElement>(element, selector).value;

async function written(title = 'How to print', body = 'Press the button'): Promise<string> {
  const { article } = await someone('grace').call((api) =>
    api.knowledge.create.mutate({ title, body, language: 'en', audience: 'reporters' }),
  );
  return article;
}

const formOf = (element: KnowledgeArticle) =>
  until(() => all(element, '#title').length > 0, 'the form is there');

describe('an article that the desk writes', () => {
  before(freshServer);

  afterEach(() => {
    clear();
    sessionStorage.clear();
  });

  // The first here: after it what the form says is there.
  it('takes the focus into its form also while what the form says is still to come', async () => {
    const article = await written();
    const element = await show<KnowledgeArticle>(articleOf(article), 'grace');
    button(element, 'Edit').click();
    await formOf(element);
    await until(() => focused(element) === find(element, '#title'), 'it is there');
    const other = await show<KnowledgeArticle>(articleOf('new'), 'grace');
    await formOf(other);
    await until(() => focused(other) === find(other, '#title'), 'it is there');
  });

  it('KB-1: says for whom it is after a change that was refused, and not what was chosen', async () => {
    const article = await written();
    const element = await show<KnowledgeArticle>(articleOf(article), 'grace');
    for (const [select, was, wanted] of [
      ['#audience', 'reporters', 'desk'],
      ['#confidence', 'draft', 'validated'],
    ] as const) {
      const letThrough = withhold('knowledge.rate');
      try {
        await choose(element, select, wanted);
        await until(() => all(element, '.notice.danger').length > 0, 'it is refused');
        await until(() => entered(element, select) === was, 'it says what is so');
      } finally {
        letThrough();
      }
      await choose(element, select, wanted);
      await says(element, 'Saved.');
      expect(entered(element, select)).to.equal(wanted);
    }
  });

  it('KB-2: says what somebody else said of it meanwhile, and takes the choice again', async () => {
    const article = await written();
    const element = await show<KnowledgeArticle>(articleOf(article), 'grace');
    await someone('amir').call((api) =>
      api.knowledge.rate.mutate({ article, basedOn: 1, confidence: 'validated' }),
    );
    await choose(element, '#audience', 'everyone');
    await says(element, 'choose again');
    await until(() => entered(element, '#audience') === 'reporters', 'it says what is so');
    expect(entered(element, '#confidence')).to.equal('validated');
    await choose(element, '#audience', 'everyone');
    await says(element, 'Saved.');
    expect(entered(element, '#audience')).to.equal('everyone');
  });

  it('KB-1: is asked one thing at a time, and shows nothing else as chosen', async () => {
    const article = await written();
    const element = await show<KnowledgeArticle>(articleOf(article), 'grace');
    await choose(element, '#audience', 'desk');
    await choose(element, '#confidence', 'validated');
    expect(entered(element, '#confidence')).to.equal('draft');
    await says(element, 'Saved.');
    expect(entered(element, '#audience')).to.equal('desk');
  });

  it('KB-2: a version is brought back after somebody else has changed the article', async () => {
    const article = await written('How to scan', 'First');
    const text = { title: 'How to scan', body: 'Second', language: 'en' };
    await someone('grace').call((api) =>
      api.knowledge.edit.mutate({ article, basedOn: 1, ...text }),
    );
    const element = await show<KnowledgeArticle>(articleOf(article), 'grace');
    button(element, 'Versions').click();
    await until(() => all(element, '.versions li').length === 2, 'they are there');
    await someone('amir').call((api) =>
      api.knowledge.edit.mutate({ article, basedOn: 2, ...text, body: 'Third' }),
    );
    button(element, 'Bring this back').click();
    await says(element, 'These are its versions by now');
    expect(all(element, '.versions li')).to.have.length(3);
    all(element, '.versions li')
      .at(-1)
      ?.querySelector<HTMLButtonElement>('.actions button:last-child')
      ?.click();
    await until(() => textOf(element).includes('First'), 'it is back');
  });

  it('keeps what is written when the page is loaded again, for whoever wrote it', async () => {
    const article = await written('How to fax');
    const open = async (who: 'grace' | 'amir', id = article) => {
      const element = await show<KnowledgeArticle>(articleOf(id), who);
      if (id !== 'new') button(element, 'Edit').click();
      await formOf(element);
      return element;
    };
    await type(await open('grace'), '#body', 'A long text');
    const again = await open('grace');
    expect(entered(again, '#body')).to.equal('A long text');
    await says(again, 'You wrote this before and did not save it.');
    await isAccessible(again);
    expect(entered(await open('amir'), '#body')).to.equal('Press the button');
    const third = await open('grace');
    button(third, 'Discard it').click();
    await until(() => entered(third, '#body') === 'Press the button', 'it is what it was');
    expect(entered(await open('grace'), '#body')).to.equal('Press the button');
    await type(await open('grace', 'new'), '#title', 'Another one');
    const other = await open('grace', 'new');
    expect(entered(other, '#title')).to.equal('Another one');
    await type(other, '#body', 'Of something else');
    button(other, 'Save').click();
    await until(() => all(other, '.desk').length > 0, 'it is shown');
    expect(entered(await open('grace', 'new'), '#title')).to.equal('');
  });

  it('shows what was changed since before what was kept is saved over it', async () => {
    const article = await written('How to copy');
    const first = await show<KnowledgeArticle>(articleOf(article), 'grace');
    button(first, 'Edit').click();
    await formOf(first);
    await type(first, '#body', 'Mine');
    clear();
    const theirs = { title: 'How to copy', body: 'Theirs', language: 'en' };
    await someone('amir').call((api) =>
      api.knowledge.edit.mutate({ article, basedOn: 1, ...theirs }),
    );
    const element = await show<KnowledgeArticle>(articleOf(article), 'grace');
    button(element, 'Edit').click();
    await formOf(element);
    expect(entered(element, '#body')).to.equal('Mine');
    button(element, 'Save').click();
    await says(element, 'Somebody has changed the article meanwhile.');
    expect(find(element, '.theirs').textContent).to.include('Theirs');
  });

  it('is not left with what was written unless somebody says so', async () => {
    const article = await written('How to bind');
    const element = await show<KnowledgeArticle>(articleOf(article), 'grace');
    button(element, 'Edit').click();
    await formOf(element);
    button(element, 'Cancel').click();
    await until(() => all(element, '.desk').length > 0, 'nothing was written');
    button(element, 'Edit').click();
    await formOf(element);
    await type(element, '#body', 'A long text');
    button(element, 'Cancel').click();
    await says(element, 'What you wrote is not saved.');
    await until(() => focused(element)?.textContent === 'Go on writing', 'it is asked');
    await isAccessible(element);
    button(element, 'Go on writing').click();
    await until(() => focused(element) === find(element, '#body'), 'one goes on');
    expect(entered(element, '#body')).to.equal('A long text');
    button(element, 'Cancel').click();
    await says(element, 'What you wrote is not saved.');
    button(element, 'Discard it').click();
    await until(() => all(element, '.desk').length > 0, 'it is left');
    button(element, 'Edit').click();
    await formOf(element);
    expect(entered(element, '#body')).to.equal('Press the button');
  });

  it('is written in another language that somebody says, and not in one that it is in', async () => {
    const article = await written('How to bake');
    const element = await show<KnowledgeArticle>(articleOf(article), 'grace');
    button(element, 'Write it in another language').click();
    await formOf(element);
    expect(textOf(element)).to.include(`${article} in another language`);
    expect(entered(element, '#language')).to.equal('');
    expect(find<HTMLInputElement>(element, '#language').required).to.equal(true);
    await type(element, '#title', 'Wie man backt');
    expect(entered(element, '#language')).to.equal('');
    button(element, 'Save').click();
    await until(() => all(element, '#language-error:not([hidden])').length > 0, 'it is refused');
    await type(element, '#language', 'en');
    button(element, 'Save').click();
    await says(element, 'There is one in this language already');
    await type(element, '#language', 'de');
    button(element, 'Save').click();
    await until(() => all(element, '.languages').length > 0, 'it is shown');
    expect(textOf(element)).to.include('How to bake (en)');
  });
});
