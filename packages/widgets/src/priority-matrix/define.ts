import { define } from '../base/define.ts';
import { PriorityMatrix } from './priority-matrix.ts';

define('priority-matrix', PriorityMatrix);
