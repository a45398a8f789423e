import { define } from '../base/define.ts';
import { IncidentList } from './incident-list.ts';

define('incident-list', IncidentList);
