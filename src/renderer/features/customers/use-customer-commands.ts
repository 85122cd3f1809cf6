import { useLocation } from '@tanstack/react-router';
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
  const general = actionsAsCommands<null>([newCustomer(tools), importCustomers(tools), findDuplicates(tools)], null, 'Customers');
  // The keys of one letter belong to the pages that show what they act on.
  const anywhere = general.map(({ shortcut, ...command }) => (pathname === paths.list && shortcut ? { ...command, shortcut } : command));
  if (currentId === undefined || customer === undefined) return anywhere.map(asFeatureCommand);
  const { all } = customerActions(tools);
  const parts: readonly Action<typeof customer>[] = [addMember, addSshKey, addContact, addPolicy].map((action) => {
    const { shortcut: _, ...rest } = action;
    return rest;
  });
  return [...actionsAsCommands([...all, ...parts], customer, customer.name), ...anywhere].map(asFeatureCommand);
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
