import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readAlertmanager } from './to-signals.ts';

export const alertmanager: SourceKind = { name: 'alertmanager', read: readAlertmanager };
