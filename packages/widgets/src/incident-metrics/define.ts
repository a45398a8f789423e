import { define } from '../base/define.ts';
import { IncidentMetrics } from './incident-metrics.ts';

define('incident-metrics', IncidentMetrics);
