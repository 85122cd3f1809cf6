import type { contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result, refused } from '../kernel/index.ts';
import { evaluatePolicies, type PolicyVerdict } from './evaluate-policies.ts';
import type { Input } from './model.ts';
import { unknownCustomer } from './refusals.ts';
import { findCustomer, findTags } from './store.ts';

export async function explainPolicy(
  kernel: Kernel,
  { customerId, memberId, action, resourceKind, resourceId }: Input<typeof contract.customers.policies.explain>,
): Promise<Result<PolicyVerdict>> {
  const customer = await findCustomer(kernel.reader, customerId);
  if (customer === undefined) return unknownCustomer(customerId);
  const member = customer.members.find((one) => one.id === memberId);
  if (member === undefined) {
    return refused({
      code: 'member.unknown',
      message: `${customer.name} has no such member.`,
      whatToDo: 'Reload the customer and choose one of its members.',
    });
  }
  if (customer.state !== 'active') {
    return granted({
      allowed: false,
      reasons: [`${customer.name} is ${customer.state}; its members may do nothing until it is active.`],
    });
  }
  const tags = await findTags(kernel.reader, resourceKind, resourceId);
  return granted(
    evaluatePolicies({
      member,
      action,
      policies: customer.policies,
      resource: { kind: resourceKind, id: resourceId, tags },
    }),
  );
}
