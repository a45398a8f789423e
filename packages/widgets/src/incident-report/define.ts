import { define } from '../base/define.ts';
import { IncidentReport } from './incident-report.ts';

define('incident-report', IncidentReport);
