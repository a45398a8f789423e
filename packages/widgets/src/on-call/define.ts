import { define } from '../base/define.ts';
import { OnCall } from './on-call.ts';

define('on-call', OnCall);
