import { limits } from '../../domain/limits.ts';
import { editProblem, moveProblem, openProblem } from '../../operations/problems/change-problem.ts';
import { dismissHint, dismissHintInput, listHints } from '../../operations/problems/hints.ts';
import { linkIncidents, unlinkIncidents } from '../../operations/problems/link-incidents.ts';
import {
  editProblemInput,
  linkProblemInput,
  moveProblemInput,
  openProblemInput,
} from '../../operations/problems/problem-input.ts';
import {
  listProblems,
  listProblemsInput,
  problemsOfIncident,
  problemsOfIncidentInput,
  readProblem,
  readProblemInput,
} from '../../operations/problems/read-problems.ts';
import { procedure, router } from '../trpc.ts';

export const problems = router({
  list: procedure('problem:read')
    .input(listProblemsInput)
    .query(({ ctx, input }) => listProblems(ctx, input)),
  get: procedure('problem:read')
    .input(readProblemInput)
    .query(({ ctx, input }) => readProblem(ctx, input)),
  ofIncident: procedure('problem:read')
    .input(problemsOfIncidentInput)
    .query(({ ctx, input }) => problemsOfIncident(ctx, input)),
  open: procedure('problem:work')
    .input(openProblemInput)
    .mutation(({ ctx, input }) => openProblem(ctx, input)),
  edit: procedure('problem:work')
    .input(editProblemInput)
    .mutation(({ ctx, input }) => editProblem(ctx, input)),
  move: procedure('problem:work')
    .input(moveProblemInput)
    .mutation(({ ctx, input }) => moveProblem(ctx, input)),
  link: procedure('problem:work')
    .input(linkProblemInput)
    .mutation(({ ctx, input }) => linkIncidents(ctx, input)),
  unlink: procedure('problem:work')
    .input(linkProblemInput)
    .mutation(({ ctx, input }) => unlinkIncidents(ctx, input)),
  // A walk through all incidents, though seldom: what was found is kept for a while.
  hints: procedure('problem:read', limits.batch / 4).query(({ ctx }) => listHints(ctx)),
  dismissHint: procedure('problem:work', limits.batch / 4)
    .input(dismissHintInput)
    .mutation(({ ctx, input }) => dismissHint(ctx, input)),
});
