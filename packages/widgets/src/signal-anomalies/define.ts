import { define } from '../base/define.ts';
import { SignalAnomalies } from './signal-anomalies.ts';

define('signal-anomalies', SignalAnomalies);
