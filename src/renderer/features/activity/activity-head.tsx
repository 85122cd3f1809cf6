import { PageHead } from '../../ui/index.ts';

const views = [
  { id: 'activity', label: 'Activity', href: '#/activity' },
  { id: 'decisions', label: 'Decisions', href: '#/activity/decisions' },
  { id: 'operations', label: 'Operations', href: '#/activity/operations' },
];

export function ActivityHead({ view, note }: { readonly view: string; readonly note: string | undefined }) {
  return <PageHead title="Activity" views={views} currentView={view} {...(note === undefined ? {} : { note })} />;
}
