import { define } from '../base/define.ts';
import { IncidentLearning } from './incident-learning.ts';

define('incident-learning', IncidentLearning);
