import {
  checkWorkflow,
  defaultWorkflow,
  requirableFields,
  statusCategories,
  type Workflow,
  type WorkflowAction,
} from '@incident-kit/server/domain';
import fc from 'fast-check';

/** The default workflow with a change. */
export const changed = (change: (workflow: Workflow) => void): Workflow => {
  const workflow = structuredClone(defaultWorkflow);
  change(workflow);
  return workflow;
};

export const errorsOf = (workflow: Workflow) =>
  checkWorkflow(workflow).filter((each) => each.severity === 'error');

/** The default workflow, with some of its parts taken away, added or turned. */
export const workflows = fc
  .array(
    fc.record({
      what: fc.constantFrom('cut', 'add', 'drop', 'turn', 'point', 'start', 'require'),
      a: fc.nat(99),
      b: fc.nat(99),
    }),
    { maxLength: 12 },
  )
  .map((steps) =>
    changed((workflow) => {
      const { statuses, transitions, actions } = workflow;
      const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T;
      for (const { what, a, b } of steps) {
        const [one, other] = [pick(statuses, a), pick(statuses, b)];
        if (what === 'cut' && transitions.length > 1) transitions.splice(a % transitions.length, 1);
        if (what === 'add') transitions.push({ from: one.id, to: other.id, requires: [] });
        if (what === 'drop' && statuses.length > 4) statuses.splice(a % statuses.length, 1);
        if (what === 'turn') one.category = pick(statusCategories, b);
        const names = Object.keys(actions) as WorkflowAction[];
        if (what === 'point') actions[pick(names, a)] = other.id;
        if (what === 'require') {
          const { requires } = pick(transitions, a);
          const field = pick(requirableFields, b);
          if (!requires.includes(field)) requires.push(field);
        }
        if (what === 'start') workflow.initial = one.id;
      }
    }),
  );
