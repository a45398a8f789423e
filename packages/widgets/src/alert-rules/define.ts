import { define } from '../base/define.ts';
import { AlertRules } from './alert-rules.ts';

define('alert-rules', AlertRules);
