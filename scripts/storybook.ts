/** npm run storybook: the stories of all elements, before a real server that is started for them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startWorld } from '../test/widgets/support/world.ts';
import { buildWhatIsOutOfDate } from './lib/build.ts';
import { askedToStop, exited, startNode, stop } from './lib/processes.ts';
import { root } from './lib/root.ts';
import { main } from './lib/steps.ts';

await main(async () => {
  const stopped = askedToStop();
  const port = Number(process.env.PORT || 6006);
  // The documentation is made from the manifest, which is part of the build.
  await buildWhatIsOutOfDate();
  const world = await startWorld([`http://localhost:${port}`, `http://127.0.0.1:${port}`]);
  const host = createServer(async (request, response) => {
    if (!(await world.handle(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const { port: hostPort } = host.address() as AddressInfo;
  const storybook = startNode(
    [
      join(root, 'node_modules/storybook/dist/bin/dispatcher.js'),
      'dev',
      '--port',
      String(port),
      '--exact-port',
      '--no-open',
      '--disable-telemetry',
      ...process.argv.slice(2),
    ],
    {
      env: {
        ...process.env,
        INCIDENT_KIT_WORLD: JSON.stringify(world.facts),
        INCIDENT_KIT_HOST: `http://127.0.0.1:${hostPort}`,
      },
    },
  );
  await Promise.race([stopped, exited(storybook)]);
  await stop(storybook);
  host.close();
  host.closeAllConnections();
  await world.close();
  return 0;
});
