import { define } from '../base/define.ts';
import { ProcessMap } from './process-map.ts';

define('process-map', ProcessMap);
