import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result, refused } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { changesOf } from './field-changes.ts';
import { maximumSshKeys } from './limits.ts';
import { customerSubject, type Input, memberSubject, sshKeySubject } from './model.ts';
import { readSshPublicKey } from './read-ssh-public-key.ts';
import { idElsewhere, idTaken, tooMany } from './refusals.ts';

/** A key is never changed, only added and removed: what it opened at any moment stays provable from its history. */
export async function addSshKey(
  kernel: Kernel,
  actor: Actor,
  { customerId, id, memberId, ...input }: Input<typeof contract.customers.sshKeys.add>,
): Promise<Result<Customer>> {
  // Before the write path is entered: nobody waits while a key is read.
  const read = readSshPublicKey(input.publicKey);
  if (!read.ok) return read;
  const { comment, ...key } = read.value;
  const name = input.name === '' ? comment : input.name;
  return changeCustomer(kernel, actor, customerId, async ({ tx, nowMs, record }, customer) => {
    const member = customer.members.find((one) => one.id === memberId);
    if (memberId !== null && member === undefined) return unknownOwner(customer);

    const existing = customer.sshKeys.find((one) => one.id === id);
    if (existing !== undefined) {
      const { id: _, createdAtMs: __, ...before } = existing;
      const differing = changesOf(before, { name, memberId, ...key }).map(({ field }) => field);
      return differing.length === 0 ? granted('already so') : idTaken('ssh-key', differing);
    }
    const elsewhere = await tx.selectFrom('sshKey').select('id').where('id', '=', id).executeTakeFirst();
    if (elsewhere !== undefined) return idElsewhere('ssh-key');
    if (customer.sshKeys.length >= maximumSshKeys) return tooMany('ssh-key', maximumSshKeys);
    const same = customer.sshKeys.find((one) => one.fingerprint === key.fingerprint);
    if (same !== undefined) return keyTaken(customer, same);

    const row = { id, name, memberId, ...key, createdAtMs: nowMs };
    await tx
      .insertInto('sshKey')
      .values({ customerId, ...row })
      .execute();
    record({
      command: 'ssh-key.add',
      summary: `Added the SSH key ${name === '' ? key.fingerprint : name} to ${member === undefined ? '' : `${member.name} at `}${customer.name}`,
      subjects: [
        customerSubject(customerId),
        sshKeySubject(id),
        ...(member === undefined ? [] : [memberSubject(member.id)]),
      ],
      changes: changesOf(undefined, row),
    });
    return granted('changed');
  });
}

const unknownOwner = (customer: Customer) =>
  refused({
    code: 'member.unknown',
    message: `The owner named for this key is not a member of ${customer.name}. The key was not added.`,
    whatToDo: 'Choose a member of this customer, or none.',
    fields: { memberId: 'Not a member of this customer.' },
  });

const keyTaken = (customer: Customer, same: { name: string; fingerprint: string }) =>
  refused({
    code: 'ssh-key.duplicate',
    message: `${customer.name} has this key already${same.name === '' ? '' : `, as ${same.name}`}. Nothing was added.`,
    reasons: [`Its fingerprint is ${same.fingerprint}.`],
    whatToDo: 'To give it another name or owner, remove it and add it again.',
    fields: { publicKey: 'This key is there already.' },
  });
