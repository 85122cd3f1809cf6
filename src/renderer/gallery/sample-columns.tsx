import { Status, type TableColumn } from '../ui/index.ts';
import { type SampleInstance, sampleCustomers } from './sample-rows.ts';

const words = {
  running: 'Running',
  attention: 'Ends in 1 min 12 s',
  lent: 'On lent capacity',
  unreachable: 'Unknown, 13 min',
  stopped: 'Stopped',
};

export const columns: readonly TableColumn<SampleInstance>[] = [
  { id: 'id', header: 'Instance', value: (row) => row.id, mono: true, width: 100 },
  { id: 'customer', header: 'Customer', value: (row) => row.customer, grow: 1, width: 150, options: sampleCustomers },
  { id: 'type', header: 'Type', value: (row) => row.type, width: 130 },
  { id: 'cpu', header: 'CPU, %', value: (row) => row.cpuPercent, align: 'right', width: 76 },
  {
    id: 'euro',
    header: '€ today',
    value: (row) => row.euroToday,
    cell: (row) => `€${row.euroToday.toFixed(2)}`,
    align: 'right',
    width: 84,
  },
  {
    id: 'state',
    header: 'State',
    value: (row) => words[row.state],
    cell: (row) => <Status kind={row.state} label={words[row.state]} />,
    width: 160,
  },
];

export const rowKey = (row: SampleInstance) => row.id;
