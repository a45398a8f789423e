import { expect, nextFrame } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/knowledge-article/define.ts';
import type { KnowledgeArticle } from '../../packages/widgets/src/knowledge-article/knowledge-article.ts';
import { compareLines } from '../../packages/widgets/src/knowledge-article/lines-compared.ts';
import '../../packages/widgets/src/knowledge-search/define.ts';
import type { KnowledgeSearch } from '../../packages/widgets/src/knowledge-search/knowledge-search.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  freshServer,
  isAccessible,
  reported,
  says,
  show,
  someone,
  textOf,
  type,
  unplug,
  until,
  withhold,
} from './support/stage.ts';

const search = html`<knowledge-search></knowledge-search>`;
const articleOf = (id: string) => html`<knowledge-article article-id=${id}></knowledge-article>`;

describe('<knowledge-search>', () => {
  afterEach(clear);

  it('KB-4: finds while one types, and says when there is nothing', async () => {
    const element = await show<KnowledgeSearch>(search, undefined);
    const chosen: string[] = [];
    element.addEventListener('article-selected', ({ detail }) => chosen.push(detail.article));
    await type(element, '[type=search]', 'scan blank');
    await says(element, '1 article found');
    expect(textOf(element)).to.include('The scanner sends blank pages');
    find(element, 'li button').click();
    expect(chosen).to.deep.equal([world.article]);
    await type(element, '[type=search]', 'xyzzy');
    await says(element, 'Nothing was found.');
    expect(all(element, '.tools')).to.be.empty;
  });

  it('KB-6: lists for the desk what is new and what is to be reviewed', async () => {
    const element = await show<KnowledgeSearch>(search, 'grace');
    button(element, 'Newest').click();
    await until(() => all(element, 'li').length === 3, 'all are there');
    button(element, 'To be reviewed').click();
    await says(element, 'There is nothing to review.');
  });

  it('shows the desk those in one language of those that there are', async () => {
    const element = await show<KnowledgeSearch>(search, 'grace');
    button(element, 'Newest').click();
    await until(() => all(element, 'li').length === 3, 'all are there');
    expect(all(element, '.only option').map((each) => each.textContent)).to.deep.equal([
      'All languages',
      'German',
      'English',
    ]);
    await choose(element, '.only', 'de');
    await until(() => all(element, 'li').length === 1, 'one is in it');
    expect(all(element, '.only option')).to.have.length(3);
    await choose(element, '.only', '');
    await until(() => all(element, 'li').length === 3, 'all are there again');
    const others = await show<KnowledgeSearch>(search, 'rosa');
    expect(all(others, '.only')).to.be.empty;
  });

  it('links only to pages, and keeps what it has while the server is out of reach', async () => {
    const element = await show<KnowledgeSearch>(
      html`<knowledge-search href="/help?article={article}"></knowledge-search>`,
      'rosa',
    );
    expect(find(element, 'li a').getAttribute('href')).to.match(/^\/help\?article=KB-\d+$/);
    element.href = 'javascript:alert("{article}")';
    await element.updateComplete;
    expect(all(element, 'li a')).to.be.empty;
    const plug = unplug();
    try {
      await type(element, '[type=search]', 'scanner');
      await says(element, 'There is no connection to the server.');
      expect(all(element, 'li')).not.to.be.empty;
    } finally {
      plug();
    }
  });
});

describe('<knowledge-article>', () => {
  afterEach(clear);

  it('draws Markdown, and nothing of it as HTML', async () => {
    const element = await show<KnowledgeArticle>(articleOf(world.article), 'rosa');
    await until(() => all(element, '.body ol li').length === 2, 'it is drawn');
    expect(find(element, '.body strong').textContent).to.equal('wrong side');
    expect(find(element, '.body [role=heading]').ariaLevel).to.equal('3');
    const links = all(element, '.body a').map((each) => each.getAttribute('href'));
    expect(links).to.deep.equal(['https://example.com/scanner']);
    expect(all(element, '.body img')).to.be.empty;
    expect(textOf(element)).to.include('<img src=x');
    expect(all(element, '.body td').map((each) => each.textContent)).to.deep.equal([
      'green',
      'ready',
    ]);
    expect(all(element, '.desk')).to.be.empty;
  });

  it('KB-5: takes one vote a person, and asks visitors for none', async () => {
    const element = await show<KnowledgeArticle>(articleOf(world.article), 'rosa');
    button(element, 'Yes').click();
    await says(element, 'Thank you.');
    await until(() => button(element, 'Yes').ariaPressed === 'true', 'it is noted');
    button(element, 'Yes').click();
    await until(() => button(element, 'Yes').ariaPressed === 'false', 'it is taken back');
    const visitors = await show<KnowledgeArticle>(articleOf(world.article), undefined);
    expect(all(visitors, '[part=vote]')).to.be.empty;
  });

  it('shows the same in another language', async () => {
    const element = await show<KnowledgeArticle>(articleOf(world.article), 'rosa');
    find(element, '.languages button').click();
    await says(element, 'Das Blatt mit der Schrift nach oben einlegen.');
    expect(find(element, '.title').getAttribute('lang')).to.equal('de');
  });

  it('is not changed on top of what it was before it was saved', async () => {
    await freshServer();
    const element = await show<KnowledgeArticle>(articleOf('new'), 'grace');
    await until(() => all(element, '#title').length > 0, 'the form is there');
    await type(element, '#title', 'How to scan');
    await type(element, '#body', 'Press it');
    button(element, 'Save').click();
    await until(() => all(element, '.desk').length > 0, 'it is shown');
    button(element, 'Edit').click();
    await until(() => all(element, '#body').length > 0, 'the form is there');
    await type(element, '#body', 'Press it twice');
    const { fetch } = globalThis;
    let letCome = () => {};
    const held = new Promise<void>((resolve) => {
      letCome = resolve;
    });
    let isAsked = false;
    globalThis.fetch = async (input, init) => {
      const url = String(input instanceof Request ? input.url : input);
      if (url.includes('knowledge.get')) {
        isAsked = true;
        await held;
      }
      return fetch(input, init);
    };
    try {
      button(element, 'Save').click();
      await until(() => isAsked, 'what was saved is read');
      await nextFrame();
      expect(all(element, '.desk')).to.be.empty;
      letCome();
      await until(() => all(element, '.desk').length > 0, 'it is shown');
      await choose(element, '#confidence', 'validated');
      await says(element, 'Saved.');
      expect(element.shadowRoot?.textContent).to.include('Press it twice');
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('KB-2: writes an article with a preview, keeps what was typed beside another’s, and brings a version back', async () => {
    await freshServer();
    const element = await show<KnowledgeArticle>(articleOf('new'), 'grace');
    await until(() => all(element, '#title').length > 0, 'the form is there');
    await type(element, '#title', 'How to print');
    await type(element, '#body', 'Press **the** button');
    await until(() => all(element, '.preview strong').length > 0, 'the preview is drawn');
    button(element, 'Save').click();
    await until(() => all(element, '.desk').length > 0, 'it is shown');
    expect(element.articleId).to.equal('KB-1');
    button(element, 'Edit').click();
    await until(() => all(element, '#title').length > 0, 'the form is there');
    await type(element, '#body', 'Mine');
    const theirs = { title: 'How to print', body: 'Theirs', language: 'en' };
    await someone('amir').call((api) =>
      api.knowledge.edit.mutate({ article: 'KB-1', basedOn: 1, ...theirs }),
    );
    button(element, 'Save').click();
    await says(element, 'Somebody has changed the article meanwhile.');
    expect(find<HTMLTextAreaElement>(element, '#body').value).to.equal('Mine');
    expect(find(element, '.theirs').textContent).to.include('Theirs');
    button(element, 'save mine').click();
    await until(() => all(element, '.desk').length > 0, 'it is shown');
    await choose(element, '#confidence', 'validated');
    await says(element, 'Saved.');
    button(element, 'Versions').click();
    await until(() => all(element, '.versions li').length === 4, 'they are there');
    const opener = all(element, '.versions [aria-expanded]')[0];
    opener?.click();
    await until(() => all(element, '.compared').length === 1, 'they are compared');
    expect(find(element, '.compared ins').textContent).to.include('Mine');
    expect(find(element, '.compared del').textContent).to.include('Theirs');
    button(element, 'Bring this back').click();
    await until(() => find(element, '.body').textContent?.includes('Theirs') === true, 'is back');
  });
});

describe('what articles have saved', () => {
  afterEach(clear);

  it('KB-9: shows the desk what articles have saved in a period, and what helped most', async () => {
    await freshServer();
    const grace = someone('grace');
    const publish = (title: string, language: string) =>
      grace.call(async (api) => {
        const { article } = await api.knowledge.create.mutate({ title, language, body: 'Do this' });
        const said = { basedOn: 1, confidence: 'validated', audience: 'everyone' } as const;
        await api.knowledge.rate.mutate({ article, ...said });
        return article;
      });
    const first = await publish('Printing from a phone', 'en');
    const second = await publish('Drucken vom Telefon', 'de');
    const element = await show<KnowledgeSearch>(search, 'grace');
    button(element, 'What they saved').click();
    await says(element, 'No article helped in this time yet.');
    await isAccessible(element);

    const incident = await reported('The phone does not print');
    await grace.call(async (api) => {
      await api.incidents.link.mutate({ incident, kind: 'article', target: first });
      await api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'As it says' });
    });
    await someone('rosa').call(async (api) => {
      for (const article of [first, first, second])
        await api.knowledge.saveReport.mutate({ article });
      await api.knowledge.vote.mutate({ article: first, helpful: true });
    });
    await choose(element, '#days', '7');
    await says(element, 'Reports saved 3');
    await says(element, /Incidents resolved 1 .*Found helpful 100% .*To be reviewed 0 of 2/);
    const rows = all(element, '.helped li').map((each) => each.textContent?.replace(/\s+/g, ' '));
    expect(rows).to.have.length(2);
    expect(rows[0]).to.match(/Printing from a phone KB-1 resolved 1, saved 2 3 times/);
    expect(rows[1]).to.match(/Drucken vom Telefon KB-2 resolved 0, saved 1 once/);
    const chosen: string[] = [];
    element.addEventListener('article-selected', ({ detail }) => chosen.push(detail.article));
    find(element, '.helped button').click();
    expect(chosen).to.deep.equal([first]);

    // Of one language alone, as in the lists; a word finds articles, and without it they are back.
    await choose(element, '.only', 'de');
    await until(() => all(element, '.helped li').length === 1, 'it is of that language');
    await type(element, '[type=search]', 'Telefon');
    await says(element, '1 article found');
    await type(element, '[type=search]', '');
    await until(() => all(element, '.saved').length === 1, 'it is back');
  });

  it('KB-9: says why what articles have saved cannot be read, and tries again', async () => {
    const element = await show<KnowledgeSearch>(search, 'grace');
    const letThrough = withhold('knowledge.figures');
    try {
      button(element, 'What they saved').click();
      await says(element, 'What articles have saved could not be loaded.');
    } finally {
      letThrough();
    }
    button(element, 'Try again').click();
    await until(() => all(element, '.saved').length === 1, 'it is there');
  });
});

describe('two texts', () => {
  it('are compared by lines', () => {
    const compared = compareLines('a\nb\nc\nd', 'a\nc\nx\nd');
    expect(compared.map(({ is, line }) => `${is} ${line}`)).to.deep.equal([
      'same a',
      'removed b',
      'same c',
      'added x',
      'same d',
    ]);
  });
});
