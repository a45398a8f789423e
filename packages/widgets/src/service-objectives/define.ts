import { define } from '../base/define.ts';
import { ServiceObjectives } from './service-objectives.ts';

define('service-objectives', ServiceObjectives);
