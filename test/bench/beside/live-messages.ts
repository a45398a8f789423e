import { type IncomingMessage, request } from 'node:http';

export interface Audience {
  /** Messages a second that all streams together were sent while so many notes were written. */
  messagesPerSecond(notes: number): Promise<number>;
  leave(): void;
}

/** Notes that are on their way at once. */
const writers = 8;

/**
 * Opens so many streams to one incident, as somebody of the desk.
 * @param headers a new set for each request
 */
export async function listenTo(
  url: string,
  incident: string,
  streams: number,
  headers: () => Promise<Record<string, string>>,
): Promise<Audience> {
  let [heard, wanted, done] = [0, 0, () => undefined as unknown];
  const responses = await Promise.all(
    Array.from({ length: streams }, async () => {
      const response = await open(url, incident, await headers());
      let end = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        // A mark may lie on both sides of where two parts meet.
        const parts = (end + text).split('event: change');
        heard += parts.length - 1;
        end = (parts.at(-1) ?? '').slice(-12);
        if (heard >= wanted) done();
      });
      return response;
    }),
  );
  return {
    async messagesPerSecond(notes) {
      // Each note is one change of the one incident that all follow.
      [heard, wanted] = [0, notes * streams];
      const all = new Promise((resolve) => {
        done = () => resolve(undefined);
      });
      const startedAt = performance.now();
      let left = notes;
      const write = async () => {
        while (left > 0) {
          left -= 1;
          const response = await fetch(`${url}/trpc/incidents.addNote`, {
            method: 'POST',
            headers: { ...(await headers()), 'content-type': 'application/json' },
            body: JSON.stringify({ incident, text: 'We are looking at the switch.' }),
          });
          if (!response.ok) throw new Error(await response.text());
          await response.body?.cancel();
        }
      };
      await Promise.all(Array.from({ length: writers }, write));
      await all;
      return wanted / ((performance.now() - startedAt) / 1_000);
    },
    leave() {
      for (const response of responses) response.destroy();
    },
  };
}

function open(
  url: string,
  incident: string,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  const query = new URLSearchParams({ topics: `incident:${incident}`, after: '999999999' });
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/live?${query}`, { headers, agent: false }, (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`The stream was answered ${response.statusCode}.`));
    });
    sent.on('error', reject).end();
  });
}
