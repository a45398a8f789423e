/** The words of `<sla-badge>`. */
export const slaBadgeWords = {
  dueIn: (span: string) => `Due in ${span}`,
  overdueBy: (span: string) => `Overdue by ${span}`,
  met: (spare: string) => `Met, ${spare} to spare`,
  missedBy: (span: string) => `Missed by ${span}`,
  none: 'No target',
  loading: 'Loading',
  unknown: 'Unknown incident',
  failed: 'Not available',
  offline: 'Offline',
  unconfigured: 'Not set up',
};
