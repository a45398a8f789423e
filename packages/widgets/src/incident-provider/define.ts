import { define } from '../base/define.ts';
import { IncidentProvider } from './incident-provider.ts';

define('incident-provider', IncidentProvider);
