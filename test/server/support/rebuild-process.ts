import { rebuildDatabase } from '../../../packages/server/src/store/open-store.ts';

const [url = ''] = process.argv.slice(2);
// After some pages: rows of every table are gone, and some are there again.
let pages = 0;
await rebuildDatabase(url, {
  pageSize: 10,
  onProgress() {
    pages += 1;
    if (pages === 3) process.kill(process.pid, 'SIGKILL');
  },
});
