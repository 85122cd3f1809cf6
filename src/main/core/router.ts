import { implement } from '@orpc/server';
import { type Actor, contract, type SystemInfo } from '../../shared/contract/index.ts';
import type { Refusal } from '../../shared/refusal.ts';
import * as customers from './customers/index.ts';
import {
  type Kernel,
  listActivity,
  listDecisions,
  listNotifications,
  listOperations,
  type Result,
} from './kernel/index.ts';
import * as system from './system/index.ts';

export interface CallContext {
  readonly kernel: Kernel;
  readonly actor: Actor;
  readonly info: (actor: Actor) => SystemInfo;
}

type Call<Input> = {
  input: Input;
  context: CallContext;
  errors: { REFUSED: (options: { message: string; data: Refusal }) => Error };
};

/** A refusal travels as the contract's typed error, so that a client can't mistake it for an answer. */
function answer<Output>(result: Result<Output>, errors: Call<unknown>['errors']): Output {
  if (result.ok) return result.value;
  throw errors.REFUSED({ message: result.refusal.message, data: result.refusal });
}

const command =
  <Input, Output>(run: (kernel: Kernel, actor: Actor, input: Input) => Promise<Result<Output>>) =>
  async ({ input, context, errors }: Call<Input>): Promise<Output> =>
    answer(await run(context.kernel, context.actor, input), errors);

const query =
  <Input, Output>(run: (kernel: Kernel, input: Input) => Promise<Output>) =>
  ({ input, context }: Call<Input>): Promise<Output> =>
    run(context.kernel, input);

const queryThatRefuses =
  <Input, Output>(run: (kernel: Kernel, input: Input) => Promise<Result<Output>>) =>
  async ({ input, context, errors }: Call<Input>): Promise<Output> =>
    answer(await run(context.kernel, input), errors);

const os = implement(contract).$context<CallContext>();

export const router = os.router({
  activity: { list: os.activity.list.handler(query((kernel, input) => listActivity(kernel.reader, input))) },
  customers: {
    list: os.customers.list.handler(query(customers.listCustomers)),
    get: os.customers.get.handler(queryThatRefuses(customers.getCustomer)),
    create: os.customers.create.handler(command(customers.createCustomer)),
    edit: os.customers.edit.handler(command(customers.editCustomer)),
    archive: os.customers.archive.handler(command(customers.archiveCustomer)),
    restore: os.customers.restore.handler(command(customers.restoreCustomer)),
    duplicates: os.customers.duplicates.handler(query(customers.listDuplicates)),
    mergePlan: os.customers.mergePlan.handler(queryThatRefuses(customers.planMerge)),
    merge: os.customers.merge.handler(command(customers.mergeCustomers)),
    importPreview: os.customers.importPreview.handler(queryThatRefuses(customers.previewImport)),
    import: os.customers.import.handler(command(customers.importCustomers)),
    members: {
      put: os.customers.members.put.handler(command(customers.putMember)),
      remove: os.customers.members.remove.handler(command(customers.removeMember)),
    },
    sshKeys: {
      add: os.customers.sshKeys.add.handler(command(customers.addSshKey)),
      remove: os.customers.sshKeys.remove.handler(command(customers.removeSshKey)),
    },
    contacts: {
      put: os.customers.contacts.put.handler(command(customers.putContact)),
      remove: os.customers.contacts.remove.handler(command(customers.removeContact)),
    },
    policies: {
      put: os.customers.policies.put.handler(command(customers.putPolicy)),
      remove: os.customers.policies.remove.handler(command(customers.removePolicy)),
      explain: os.customers.policies.explain.handler(queryThatRefuses(customers.explainPolicy)),
    },
  },
  decisions: { list: os.decisions.list.handler(query((kernel, input) => listDecisions(kernel.reader, input))) },
  feed: {
    read: os.feed.read.handler(({ input, context, signal }) =>
      context.kernel.feed.next(input.cursor, input.limit, input.waitMs, signal),
    ),
    watch: os.feed.watch.handler(({ input, context, signal }) => context.kernel.feed.follow(input.cursor, signal)),
  },
  jobs: {
    list: os.jobs.list.handler(({ context }) => context.kernel.jobs.list()),
    cancel: os.jobs.cancel.handler(command((kernel, actor, input) => kernel.jobs.cancel(actor, input.id))),
  },
  notifications: {
    list: os.notifications.list.handler(
      query((kernel, input) => listNotifications(kernel.reader, kernel.clock.nowMs(), input.limit)),
    ),
    markRead: os.notifications.markRead.handler(command(system.markRead)),
    snooze: os.notifications.snooze.handler(command(system.snooze)),
  },
  operations: {
    list: os.operations.list.handler(query((kernel, input) => listOperations(kernel.reader, input))),
    retry: os.operations.retry.handler(command((kernel, actor, input) => kernel.journal.retry(actor, input.id))),
  },
  search: { find: os.search.find.handler(query(customers.searchCustomers)) },
  system: {
    info: os.system.info.handler(({ context }) => context.info(context.actor)),
    backup: os.system.backup.handler(command(system.backupCatalog)),
    tokens: {
      list: os.system.tokens.list.handler(query(system.listTokens)),
      create: os.system.tokens.create.handler(command(system.createToken)),
      revoke: os.system.tokens.revoke.handler(command(system.revokeToken)),
    },
  },
  tags: {
    of: os.tags.of.handler(query(customers.tagsOf)),
    set: os.tags.set.handler(command(customers.setTags)),
    suggest: os.tags.suggest.handler(query(customers.suggestTags)),
  },
});
