import { define } from '../base/define.ts';
import { AlertSources } from './alert-sources.ts';

define('alert-sources', AlertSources);
