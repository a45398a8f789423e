import { define } from '../base/define.ts';
import { ProblemList } from './problem-list.ts';

define('problem-list', ProblemList);
