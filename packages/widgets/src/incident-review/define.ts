import { define } from '../base/define.ts';
import { IncidentReview } from './incident-review.ts';

define('incident-review', IncidentReview);
