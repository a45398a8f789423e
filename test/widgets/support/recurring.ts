import type { Who } from '../../../stories/support.ts';

const day = 24 * 3_600_000;

type Call = <T>(who: Who | null, procedure: string, input: object) => Promise<T>;

/** Articles, and how many reports each saves every two days. */
const articles = [
  { title: 'How to set a new password', language: 'en', saves: 3 },
  { title: 'A badge reader that shows no light', language: 'en', saves: 1 },
  {
    title:
      'What to do before you call when a meeting room on the fourth, fifth or sixth floor can be booked in the calendar, and its door says that it is taken all day',
    ...{ language: 'en', saves: 1 },
  },
  { title: 'إعداد الشبكة الافتراضية على الهاتف', language: 'ar', saves: 1 },
  { title: 'Moving to another desk', language: 'en', saves: 0 },
];
const draft = { title: 'What the lights of the label printer mean', language: 'en' };

/**
 * Some months of a desk where badge readers fail lately, with a problem of another kind: a known error, with its
 * incidents and the review of one of them; and what articles have saved meanwhile.
 * @param goTo sets the clock, milliseconds ago
 */
export async function liveThroughMonths(call: Call, goTo: (ago: number) => void): Promise<void> {
  let reports = 0;
  const report = async (ago: number, title: string): Promise<string> => {
    goTo(ago);
    const { incident } = await call<{ incident: string }>('rosa', 'incidents.report', {
      key: `months-${reports++}-00000000`,
      ...{ title, impact: 'high', urgency: 'high' },
    });
    return incident;
  };
  const resolve = (incident: string, text: string) =>
    call('grace', 'incidents.resolve', { incident, code: 'workaround', text });
  const printers: string[] = [];
  for (const days of [110, 95, 80]) {
    const incident = await report(days * day, 'The label printer prints blank labels');
    printers.push(incident);
    goTo(days * day - day / 4);
    await call('grace', 'incidents.addNote', {
      ...{ incident, text: 'The same roll as last time.', visibility: 'internal' },
    });
    await resolve(incident, 'Turned the roll around.');
  }
  goTo(79 * day);
  await call('grace', 'problems.open', {
    ...{ title: 'Label printers print blank labels', incidents: printers },
    description: 'Since the labels come from another maker, some rolls are wound the other way.',
  });
  await call('amir', 'problems.edit', {
    ...{ problem: 'PRB-1', basedOn: 1, cause: 'The printer heats one side of the label only.' },
    ...{ workaround: 'Turn the roll around.', change: 'https://changes.example/CHG-204' },
  });
  await call('grace', 'problems.open', { title: 'The door of the depot opens by itself' });
  await call('grace', 'reviews.write', {
    ...{ incident: printers[0], basedOn: 0, summary: 'Labels were blank for six hours.' },
    ...{ cause: 'Rolls that are wound the other way.', wentWell: 'It was known within an hour.' },
    actions: [
      { what: 'Ask the maker for the old rolls', owner: { id: 'amir', name: 'Amir' } },
      { what: 'Say so on the printer', due: '2027-01-15', isDone: true },
    ],
  });
  const published: string[] = [];
  for (const { title, language } of articles) {
    const { article } = await call<{ article: string }>('grace', 'knowledge.create', {
      ...{ title, language, body: 'Ask at the desk on the ground floor.' },
    });
    const said = { basedOn: 1, confidence: 'validated', audience: 'everyone' };
    await call('grace', 'knowledge.rate', { article, ...said });
    await call('rosa', 'knowledge.vote', { article, helpful: !title.startsWith('What') });
    published.push(article);
  }
  await call('grace', 'knowledge.create', { ...draft, body: 'Green: ready.' });
  for (let count = 0; count < 8; count += 1) {
    const ago = (20 - 2 * count) * day;
    const incident = await report(ago, `The badge reader of gate ${count + 1} is dead`);
    goTo(ago - day / 8);
    if (count < 6) {
      await call('grace', 'incidents.link', { incident, kind: 'article', target: published[1] });
      await resolve(incident, 'Restarted it.');
    }
    for (const [index, { saves }] of articles.entries()) {
      const article = published[index];
      for (let n = saves - (count % (index + 1)); n > 0; n -= 1) {
        await call('rosa', 'knowledge.saveReport', { article });
      }
    }
  }
  goTo(0);
}
