import { define } from '../base/define.ts';
import { SlaBadge } from './sla-badge.ts';

define('sla-badge', SlaBadge);
