import type { Affected, CanWork, Level, Priority } from '../model/ticket';

const URGENCY: Record<CanWork, Level> = { no: 1, 'with-difficulty': 2, yes: 3 };
const IMPACT: Record<Affected, Level> = { everyone: 1, team: 2, me: 3 };

/** What the two questions of the help window mean on the ITIL scale. */
export function urgencyOf(answer: CanWork): Level {
  return URGENCY[answer];
}

export function impactOf(answer: Affected): Level {
  return IMPACT[answer];
}

/** Impact × urgency, the common ITIL matrix (ServiceNow's shipped sample). */
export function priorityOf(impact: Level, urgency: Level): Priority {
  return (impact + urgency - 1) as Priority;
}
