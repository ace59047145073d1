import { planFor } from './making.ts';
import type { Ask } from './plan.ts';
import { type Job, restOf } from './runs.ts';
import type { PanelState } from './state.ts';

/** What is left to make, run by run: of the one under way, of what waits for its model, and of the queue. */
export function leftOf(state: PanelState): readonly (readonly Job[])[] {
  return [underWay(state), ...state.queue.map(asked => jobsOf(state, asked))].filter(jobs => jobs.length > 0);
}

function underWay(state: PanelState): readonly Job[] {
  const { activity } = state;
  if (activity.kind === 'generating')
    return activity.ending ? [] : restOf(activity.jobs.slice(activity.job), activity.made);
  return activity.kind === 'preparing' && activity.ask ? jobsOf(state, activity.ask) : [];
}

/** The pictures of something that was asked for; none where the form has mistakes. */
export function jobsOf(state: PanelState, asked: Ask): readonly Job[] {
  const plan = planFor(state, asked);
  return 'jobs' in plan ? plan.jobs : [];
}
