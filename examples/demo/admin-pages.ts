import { readFile } from 'node:fs/promises';

/** A page of the control panel: what its menu says, and the file of what is on it. */
interface AdminPage {
  path: string;
  section: string;
  title: string;
  file: string;
}

export const adminPages: AdminPage[] = [
  { path: '/admin', section: 'Service desk', title: 'Priorities', file: 'priorities.html' },
  { path: '/admin/workload', section: 'Service desk', title: 'Workload', file: 'workload.html' },
  { path: '/admin/figures', section: 'Service desk', title: 'Figures', file: 'figures.html' },
  { path: '/admin/learning', section: 'Service desk', title: 'Learning', file: 'learning.html' },
  { path: '/admin/problems', section: 'Service desk', title: 'Problems', file: 'problems.html' },
  {
    path: '/admin/process',
    section: 'Service desk',
    title: 'Where time goes',
    file: 'process.html',
  },
  {
    path: '/admin/records?status=all',
    section: 'Service desk',
    title: 'Records',
    file: 'records.html',
  },
  { path: '/admin/on-call', section: 'Monitoring', title: 'On call', file: 'on-call.html' },
  { path: '/admin/sources', section: 'Monitoring', title: 'Alerts', file: 'sources.html' },
  {
    path: '/admin/alert-rules',
    section: 'Monitoring',
    title: 'Alert rules',
    file: 'alert-rules.html',
  },
  { path: '/admin/anomalies', section: 'Monitoring', title: 'Anomalies', file: 'anomalies.html' },
  {
    path: '/admin/objectives',
    section: 'Monitoring',
    title: 'Objectives',
    file: 'objectives.html',
  },
  { path: '/admin/messages', section: 'Monitoring', title: 'Messages', file: 'messages.html' },
  {
    path: '/admin/report-form',
    section: 'On other pages',
    title: 'Report form',
    file: 'report-form.html',
  },
  { path: '/admin/badges', section: 'On other pages', title: 'Badges', file: 'badges.html' },
];

const read = (file: string) => readFile(new URL(`admin/${file}`, import.meta.url), 'utf8');

/** One page in the frame of the control panel, its place in the menu marked. */
export async function renderAdminPage({ file, title, section }: AdminPage): Promise<string> {
  const [layout, page] = await Promise.all([read('layout.html'), read(file)]);
  const parts: Record<string, string> = { title, section, menu: menu(title), page: page.trimEnd() };
  return layout.replace(
    /\{\{(title|section|menu|page)\}\}/g,
    (_, name: string) => parts[name] ?? '',
  );
}

function menu(current: string): string {
  return Object.entries(Object.groupBy(adminPages, ({ section }) => section))
    .map(([section, pages = []]) => {
      const links = pages.map(
        ({ path, title }) =>
          `<a href="${path}"${title === current ? ' aria-current="page"' : ''}>${title}</a>`,
      );
      return `<p>${section}</p>${links.join('')}`;
    })
    .join('');
}
