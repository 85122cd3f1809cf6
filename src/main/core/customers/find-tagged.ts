import './tables.ts';
import type { Customer } from '../../../shared/contract/index.ts';
import type { Subject } from '../../../shared/subject.ts';
import { type CatalogReader, granted, type Result, refused } from '../kernel/index.ts';
import { notActive, unknownCustomer } from './refusals.ts';

/** What is tagged, by the name an operator knows it by, and the customer that it is or belongs to. */
export interface Tagged {
  name: string;
  customerId: string | undefined;
}

/** Things of this module must be there, and their customer active. What other modules have is theirs to know. */
export async function findTagged(reader: CatalogReader, { kind, id }: Subject): Promise<Result<Tagged>> {
  switch (kind) {
    case 'customer': {
      const customer = await findOwner(reader, id);
      return customer === undefined ? unknownCustomer(id) : taggedOf(customer, customer.name);
    }
    case 'member':
    case 'ssh-key':
    case 'contact':
    case 'policy': {
      const part = await reader
        .selectFrom(kind === 'ssh-key' ? 'sshKey' : kind)
        .select(['customerId', 'name'])
        .where('id', '=', id)
        .executeTakeFirst();
      const customer = part && (await findOwner(reader, part.customerId));
      if (part === undefined || customer === undefined) return unknownPart(kind, id);
      return taggedOf(customer, part.name === '' ? `${kind} ${id}` : part.name);
    }
    default:
      return granted({ name: `${kind} ${id}`, customerId: undefined });
  }
}

type Owner = Pick<Customer, 'id' | 'name' | 'state' | 'mergedIntoId'>;

const findOwner = (reader: CatalogReader, id: string): Promise<Owner | undefined> =>
  reader.selectFrom('customer').select(['id', 'name', 'state', 'mergedIntoId']).where('id', '=', id).executeTakeFirst();

const taggedOf = (customer: Owner, name: string): Result<Tagged> =>
  customer.state === 'active' ? granted({ name, customerId: customer.id }) : notActive(customer);

const unknownPart = (kind: string, id: string) =>
  refused({
    code: `${kind}.unknown`,
    message: `There is no ${kind === 'ssh-key' ? 'SSH key' : kind} ${id}. No tag was changed.`,
    whatToDo: 'Reload the customer; it may have been removed. If the id is from a script, check it there.',
  });
