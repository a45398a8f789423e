import type { PriorityMatrix } from './matrix.ts';

const minutes = 60_000;
const hours = 60 * minutes;

/** Three impacts by three urgencies to four priorities: the matrix of every ITIL book. */
export const defaultMatrix: PriorityMatrix = {
  impacts: [
    { id: 'high', name: 'High', everyday: 'Everyone, or a whole site' },
    { id: 'medium', name: 'Medium', everyday: 'My team or department' },
    { id: 'low', name: 'Low', everyday: 'Only me' },
  ],
  urgencies: [
    { id: 'high', name: 'High', everyday: 'Work has stopped' },
    { id: 'medium', name: 'Medium', everyday: 'Work is slow or needs a detour' },
    { id: 'low', name: 'Low', everyday: 'It can wait' },
  ],
  priorities: [
    {
      id: 'P1',
      name: 'Critical',
      color: '#d1293d',
      targets: { response: 15 * minutes, resolution: 4 * hours },
    },
    {
      id: 'P2',
      name: 'High',
      color: '#d9730d',
      targets: { response: 30 * minutes, resolution: 8 * hours },
    },
    {
      id: 'P3',
      name: 'Medium',
      color: '#b58a00',
      targets: { response: 2 * hours, resolution: 24 * hours },
    },
    {
      id: 'P4',
      name: 'Low',
      color: '#64748b',
      targets: { response: 8 * hours, resolution: 72 * hours },
    },
  ],
  cells: {
    high: { high: 'P1', medium: 'P2', low: 'P3' },
    medium: { high: 'P2', medium: 'P3', low: 'P4' },
    low: { high: 'P3', medium: 'P4', low: 'P4' },
  },
};
