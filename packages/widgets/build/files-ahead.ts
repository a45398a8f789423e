import type { Plugin } from 'vite';

/** What a list needs that shows the one or the other, the first modules of which are these. */
const needed: Record<string, readonly string[]> = {
  INCIDENT_KIT_LIST_FILES: ['incident-list/define', 'client/api'],
  // Nobody sees a queue who is not signed in.
  INCIDENT_KIT_QUEUE_FILES: ['queue/queue-view', 'client/token'],
  INCIDENT_KIT_REPORTS_FILES: ['incident-list/reports-view'],
  INCIDENT_KIT_ADDRESS_FILES: ['queue/queue-address'],
};

/** Writes into incident-list-entry.ts which files it asks for. */
export function filesAhead(): Plugin {
  return {
    name: 'incident-kit:files-ahead',
    applyToEnvironment: ({ name }) => name === 'kit',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const entry = chunks.find(({ fileName }) => fileName === 'incident-list.js');
        if (!entry) return this.error('There is no incident-list.js.');
        const withImports = (fileName: string): string[] => {
          const chunk = chunks.find((each) => each.fileName === fileName);
          return chunk ? [fileName, ...chunk.imports.flatMap(withImports)] : [];
        };
        const named = new Set<string>();
        for (const [place, modules] of Object.entries(needed)) {
          const files = modules.flatMap((module) => {
            const isOf = (id: string | null) => id?.endsWith(`${module}.ts`);
            // What is imported by itself may be a file that only names what is in another.
            const chunk =
              chunks.find(({ facadeModuleId }) => isOf(facadeModuleId)) ??
              chunks.find(({ moduleIds }) => moduleIds.some(isOf));
            if (!chunk || !entry.code.includes(place)) this.error(`No file has ${module}.`);
            return withImports(chunk?.fileName ?? '');
          });
          const names = [...new Set(files)]
            .filter((file) => !named.has(file))
            .map((file) => /chunks\/(.+)\.js$/.exec(file)?.[1]);
          // What all need is named once, by the first.
          if (named.size === 0) for (const file of files) named.add(file);
          entry.code = entry.code.replace(place, names.join(' '));
        }
      },
    },
  };
}
