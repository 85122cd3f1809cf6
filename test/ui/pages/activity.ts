import type { Page } from '@playwright/test';
import { Shell } from './shell.ts';
import { Table } from './table.ts';

/** Who did what, what was decided and why, and what became of the effects. */
export class Activity {
  readonly shell: Shell;
  readonly log: Table;
  readonly decisions: Table;
  readonly operations: Table;

  constructor(page: Page) {
    this.shell = new Shell(page);
    this.log = new Table(page, 'Activity');
    this.decisions = new Table(page, 'Decisions');
    this.operations = new Table(page, 'Operations');
  }

  async open(view: 'Activity' | 'Decisions' | 'Operations' = 'Activity'): Promise<void> {
    await this.shell.goTo('Activity');
    if (view !== 'Activity') await this.shell.view(view);
  }
}
