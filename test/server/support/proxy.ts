import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * A way to a database server that a test can listen to, or break. It is closed when the test is done.
 * @param join is given both ends of each connection, and brings them together
 * @returns the URL of the database by this way
 */
export async function wayTo(
  url: string,
  join: (client: Socket, database: Socket) => void,
): Promise<string> {
  const target = new URL(url);
  const server = createServer({ noDelay: true }, (client) => {
    const database = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    for (const socket of [client, database]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        database.destroy();
      });
    }
    join(client, database);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const way = new URL(url);
  const address = server.address();
  way.port = String(typeof address === 'object' ? address?.port : '');
  return way.href;
}
