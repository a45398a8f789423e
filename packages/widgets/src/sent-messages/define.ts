import { define } from '../base/define.ts';
import { SentMessages } from './sent-messages.ts';

define('sent-messages', SentMessages);
