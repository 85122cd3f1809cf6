import { activity } from './activity.ts';
import { customers } from './customers.ts';
import { decisions } from './decisions.ts';
import { feed } from './feed.ts';
import { jobs } from './jobs.ts';
import { notifications } from './notifications.ts';
import { operations } from './operations.ts';
import { search } from './search.ts';
import { system } from './system.ts';
import { tags } from './tags.ts';

/** All that the window and scripts may ask of core. One router implements it; every transport carries it unchanged. */
export const contract = { activity, customers, decisions, feed, jobs, notifications, operations, search, system, tags };
export type Contract = typeof contract;

export * from './activity.ts';
export * from './actor.ts';
export * from './customers.ts';
export * from './decisions.ts';
export * from './feed.ts';
export * from './jobs.ts';
export * from './notifications.ts';
export * from './operations.ts';
export * from './search.ts';
export * from './system.ts';
export * from './tags.ts';
