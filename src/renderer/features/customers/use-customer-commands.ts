import { useLocation } from '@tanstack/react-router';
import type { Customer } from '../../../shared/contract/index.ts';
import type { FeatureCommand } from '../../core/index.ts';
import { type Action, actionsAsCommands } from '../../ui/index.ts';
import { addContact } from './actions/contacts.ts';
import { findDuplicates } from './actions/find-duplicates.ts';
import { importCustomers } from './actions/import-customers.ts';
import { customerActions } from './actions/index.ts';
import { addMember } from './actions/members.ts';
import { newCustomer } from './actions/new-customer.ts';
import { addPolicy } from './actions/policies.ts';
import { addSshKey } from './actions/ssh-keys.ts';
import { useCustomerTools } from './actions/tools.ts';
import { customerIdIn, paths } from './data/paths.ts';
import { useCustomer } from './data/queries.ts';
import { useListView } from './data/view-state.ts';

/** Commands of the feature, and those of the customer that is open or inspected, with the reason where one is off. */
export function useCustomerCommands(): FeatureCommand[] {
  const tools = useCustomerTools();
  const { pathname } = useLocation();
  const { inspectedId } = useListView();
  const currentId = customerIdIn(pathname) ?? (pathname === paths.list ? inspectedId : undefined);
  const customer = useCustomer(currentId).data;
  const general = actionsAsCommands<null>(
    [newCustomer(tools), importCustomers(tools), findDuplicates(tools)],
    null,
    'Customers',
  );
  // The keys of one letter belong to the pages that show what they act on.
  const anywhere = general.map(({ shortcut, ...command }) =>
    pathname === paths.list && shortcut ? { ...command, shortcut } : command,
  );
  if (currentId === undefined || customer === undefined) return anywhere.map(asFeatureCommand);
  const { all, open, edit, mergeThis } = customerActions(tools);
  const isOnPage = pathname !== paths.list;
  // Only the keys that the page at hand listens to are shown beside their commands.
  const heard = new Set(
    pathname === paths.list ? all : pathname === paths.customer(currentId) ? [edit, mergeThis] : [mergeThis],
  );
  const own = all
    .filter((action) => !(isOnPage && action === open))
    .map((action) => (heard.has(action) ? action : withoutKey(action)));
  const parts = [addMember, addSshKey, addContact, addPolicy].map(withoutKey);
  return [...actionsAsCommands([...own, ...parts], customer, customer.name), ...anywhere].map(asFeatureCommand);
}

function withoutKey({ shortcut: _, ...action }: Action<Customer>): Action<Customer> {
  return action;
}

type Command = ReturnType<typeof actionsAsCommands>[number];

/** Leaves out what is undefined, as the contract of features wants it. */
function asFeatureCommand({ hint, shortcut, offReason, ...command }: Command): FeatureCommand {
  return {
    id: command.id,
    label: command.label,
    group: command.group,
    onRun: command.onRun,
    ...(hint === undefined ? {} : { hint }),
    ...(shortcut === undefined ? {} : { shortcut }),
    ...(offReason === undefined ? {} : { offReason }),
  };
}
