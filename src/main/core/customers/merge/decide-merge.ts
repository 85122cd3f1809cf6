import { type Customer, type MergePlan, maximumTags, type Policy } from '../../../../shared/contract/index.ts';
import { granted, type Result, refused } from '../../kernel/index.ts';
import { maximumContacts, maximumMembers, maximumPolicies, maximumSshKeys } from '../limits.ts';
import { type CustomerColumns, columnLabels, customerColumns, fieldPathOf, toColumns } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { tooMany } from '../refusals.ts';
import { cautionsOf } from './cautions.ts';
import { chooseFields, type MergeChoices } from './choose-fields.ts';

/** All that a merge does, before it does it. Whatever of the removed customer is not a double of something kept, moves. */
export interface MergeDecision {
  fields: MergePlan['fields'];
  /** The kept customer's own fields and tags afterwards. */
  columns: CustomerColumns;
  tags: Record<string, string>;
  /** A member who is in both, by e-mail address: the removed customer's id to the kept one's. */
  twins: ReadonlyMap<string, string>;
  moved: { members: string[]; sshKeys: string[]; contacts: string[]; policies: Policy[]; tags: number };
  doubles: { sshKeys: string[]; contacts: string[]; policies: string[] };
  /** The doubles and the tags that lost, in words. */
  dropped: string[];
  /** Whose access changes although nobody changed a policy. */
  cautions: string[];
  reasons: string[];
}

export function decideMerge(keep: Customer, remove: Customer, choices: MergeChoices): Result<MergeDecision> {
  const fields = chooseFields(toColumns(keep), toColumns(remove), choices);
  if (!fields.ok) return fields;
  const tags = { ...remove.tags, ...keep.tags };
  if (Object.keys(tags).length > maximumTags) return tooManyTags(Object.keys(tags).length);

  const keptByEmail = new Map(keep.members.map((member) => [nameKey(member.email), member]));
  const twins = new Map<string, string>();
  for (const member of remove.members) {
    const twin = keptByEmail.get(nameKey(member.email));
    if (twin !== undefined) twins.set(member.id, twin.id);
  }
  const keptFingerprints = new Set(keep.sshKeys.map((key) => key.fingerprint));
  const keptContacts = new Set(keep.contacts.map(contactKey));
  const policies = remove.policies.map((policy) => redirect(policy, twins, remove.id, keep.id));
  const keptPolicies = new Set(keep.policies.map(policyKey));

  const members = split(remove.members, (member) => twins.has(member.id));
  const sshKeys = split(remove.sshKeys, (key) => keptFingerprints.has(key.fingerprint));
  const contacts = split(remove.contacts, (contact) => keptContacts.has(contactKey(contact)));
  const rules = split(policies, (policy) => keptPolicies.has(policyKey(policy)));
  if (keep.members.length + members.others.length > maximumMembers) return tooMany('member', maximumMembers);
  if (keep.sshKeys.length + sshKeys.others.length > maximumSshKeys) return tooMany('ssh-key', maximumSshKeys);
  if (keep.contacts.length + contacts.others.length > maximumContacts) return tooMany('contact', maximumContacts);
  if (keep.policies.length + rules.others.length > maximumPolicies) return tooMany('policy', maximumPolicies);

  const lostTags = Object.entries(remove.tags).filter(([key]) => Object.hasOwn(keep.tags, key));
  const dropped = [
    ...members.doubles.map((member) => `member ${member.email}: both have it, and ${keep.name}'s role stays`),
    ...sshKeys.doubles.map((key) => `SSH key ${key.fingerprint}: both have it`),
    ...contacts.doubles.map((contact) => `contact ${contact.name}: both have it`),
    ...rules.doubles.map((policy) => `policy ${policy.name}: ${keep.name} has one that says the same`),
    ...lostTags.map(([key, value]) => `tag ${key}=${value}: ${keep.name} has ${key}=${keep.tags[key]}`),
  ];
  const cautions = cautionsOf(keep, remove, {
    twins,
    members: members.others,
    policies: rules.others,
  });
  return granted({
    fields: fields.value.fields,
    columns: fields.value.columns,
    tags,
    twins,
    moved: {
      members: members.others.map((member) => member.id),
      sshKeys: sshKeys.others.map((key) => key.id),
      contacts: contacts.others.map((contact) => contact.id),
      policies: rules.others,
      tags: Object.keys(remove.tags).length - lostTags.length,
    },
    doubles: {
      sshKeys: sshKeys.doubles.map((key) => key.id),
      contacts: contacts.doubles.map((contact) => contact.id),
      policies: rules.doubles.map((policy) => policy.id),
    },
    dropped,
    cautions,
    reasons: [
      ...fields.value.fields.map(
        ({ field, choice, reason }) =>
          `The ${labelOf(field)} of ${choice === 'keep' ? keep.name : remove.name} stays. ${reason}`,
      ),
      ...dropped.map((line) => `Dropped ${line}.`),
      ...cautions,
    ],
  });
}

const labels = new Map(customerColumns.map((column) => [fieldPathOf(column), columnLabels[column]]));
const labelOf = (field: string): string => labels.get(field) ?? field;

function split<Item>(items: readonly Item[], isDouble: (item: Item) => boolean): { doubles: Item[]; others: Item[] } {
  return { doubles: items.filter(isDouble), others: items.filter((item) => !isDouble(item)) };
}

const contactKey = ({ name, role, email, phone }: Customer['contacts'][number]): string =>
  JSON.stringify([name, role, email, phone].map(nameKey));

const policyKey = ({ effect, principals, actions, resources }: Policy): string =>
  JSON.stringify([effect, principals.everyMember, principals.roles, principals.memberIds, actions, resources]);

/** What named the removed customer, or a member of it who has a twin, names what is kept instead. */
function redirect(policy: Policy, twins: ReadonlyMap<string, string>, removeId: string, keepId: string): Policy {
  const memberIds = [...new Set(policy.principals.memberIds.map((id) => twins.get(id) ?? id))];
  const ids = [...new Set(policy.resources.ids.map((id) => (id === removeId ? keepId : (twins.get(id) ?? id))))];
  return { ...policy, principals: { ...policy.principals, memberIds }, resources: { ...policy.resources, ids } };
}

const tooManyTags = (count: number) =>
  refused({
    code: 'merge.too-many-tags',
    message: `Together the two have ${count} tags, and ${maximumTags} are the limit. Nothing was merged.`,
    whatToDo: 'Remove some tags of either, then merge.',
  });
