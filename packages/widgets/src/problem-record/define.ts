import { define } from '../base/define.ts';
import { ProblemRecord } from './problem-record.ts';

define('problem-record', ProblemRecord);
