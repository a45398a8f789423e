/** Registers every element under its own tag. */
import './alert-rules/define.ts';
import './alert-sources/define.ts';
import './incident-learning/define.ts';
import './incident-list/define.ts';
import './incident-metrics/define.ts';
import './incident-notifications/define.ts';
import './incident-provider/define.ts';
import './incident-report/define.ts';
import './incident-timeline/define.ts';
import './knowledge-article/define.ts';
import './knowledge-search/define.ts';
import './on-call/define.ts';
import './priority-matrix/define.ts';
import './sent-messages/define.ts';
import './signal-anomalies/define.ts';
import './sla-badge/define.ts';
