import { limits } from '../../domain/limits.ts';
import { exportFigures } from '../../operations/metrics/export-figures.ts';
import { listBehind, listBehindInput } from '../../operations/metrics/list-behind.ts';
import { publicFiguresInput, readPublicFigures } from '../../operations/metrics/public-figures.ts';
import { dashboardInput } from '../../operations/metrics/query.ts';
import { readDashboard } from '../../operations/metrics/read-dashboard.ts';
import {
  listProcessIncidents,
  processIncidentsInput,
} from '../../operations/process/list-process-incidents.ts';
import { processInput, readProcess } from '../../operations/process/read-process.ts';
import { procedure, router } from '../trpc.ts';

/** What a walk through all incidents costs. */
const walk = limits.batch / 4;

export const metrics = router({
  dashboard: procedure('metrics:read', walk)
    .input(dashboardInput)
    .query(({ ctx, input }) => readDashboard(ctx, input)),
  incidents: procedure('metrics:read', walk)
    .input(listBehindInput)
    .query(({ ctx, input }) => listBehind(ctx, input)),
  export: procedure('metrics:read', walk)
    .input(dashboardInput)
    .query(({ ctx, input }) => exportFigures(ctx, input)),
  public: procedure('metrics:read-public')
    .input(publicFiguresInput)
    .query(({ ctx, input }) => readPublicFigures(ctx, input)),
  process: procedure('metrics:read', walk)
    .input(processInput)
    .query(({ ctx, input }) => readProcess(ctx, input)),
  processIncidents: procedure('metrics:read', walk)
    .input(processIncidentsInput)
    .query(({ ctx, input }) => listProcessIncidents(ctx, input)),
});
