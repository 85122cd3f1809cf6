export { Activity } from './activity.ts';
export { Inbox } from './inbox.ts';
export { Jobs } from './jobs.ts';
export { Overview } from './overview.ts';
export { Palette } from './palette.ts';
export { Settings, type SettingsView } from './settings.ts';
export { Shell, type Task } from './shell.ts';
export { Table } from './table.ts';
