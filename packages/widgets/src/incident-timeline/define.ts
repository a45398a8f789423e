import { define } from '../base/define.ts';
import { IncidentTimeline } from './incident-timeline.ts';

define('incident-timeline', IncidentTimeline);
