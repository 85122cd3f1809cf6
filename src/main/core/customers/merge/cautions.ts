import type { Customer, Member, Policy } from '../../../../shared/contract/index.ts';
import { isFor, scopeOf } from '../evaluate-policies.ts';

/** What comes over to the kept customer: members who are not in both, and policies as they will be there. */
export interface ComingOver {
  twins: ReadonlyMap<string, string>;
  members: readonly Member[];
  policies: readonly Policy[];
}

/**
 * A policy for every member, or for a role, covers whoever is there: after a merge also those of the other customer.
 * Nobody changed a policy, so nobody would look; it is said before the merge and stays with its decision.
 */
export function cautionsOf(
  keep: Pick<Customer, 'name' | 'members' | 'policies'>,
  remove: Pick<Customer, 'name' | 'members'>,
  { twins, members, policies }: ComingOver,
): string[] {
  const before = new Map(
    remove.members.flatMap((member) => {
      const keptId = twins.get(member.id);
      return keptId === undefined ? [] : [[keptId, member] as const];
    }),
  );
  // Who is in both was covered already, unless by a role that only the kept customer gives them.
  const isNew = ({ principals }: Policy, member: Member) => {
    const twin = before.get(member.id);
    return isFor(principals, member) && (twin === undefined || !isFor(principals, { id: member.id, role: twin.role }));
  };
  const owners = members.filter((member) => member.role === 'owner').length;
  return [
    ...policies.flatMap((policy) =>
      caution(policy, remove.name, keep.name, keep.members.filter((member) => isNew(policy, member)).length),
    ),
    ...keep.policies.flatMap((policy) =>
      caution(policy, keep.name, remove.name, members.filter((member) => isFor(policy.principals, member)).length),
    ),
    ...(owners === 0
      ? []
      : [
          `${membersInWords(owners, 'owner')} of ${remove.name} will own ${keep.name} too, and an owner may do everything that no policy denies.`,
        ]),
  ];
}

function caution(policy: Policy, from: string, over: string, count: number): string[] {
  if (count === 0) return [];
  const verb = policy.effect === 'allow' ? 'allows' : 'denies';
  return [
    `The policy ${policy.name} of ${from} ${verb} ${scopeOf(policy)}. It will cover ${membersInWords(count, 'member')} of ${over} too.`,
  ];
}

const membersInWords = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
