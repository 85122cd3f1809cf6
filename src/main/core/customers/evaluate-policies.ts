import type { MemberRole, Policy } from '../../../shared/contract/index.ts';
import { inWords } from './refusals.ts';

export interface PolicyQuestion {
  member: { id: string; name: string; role: MemberRole };
  /** `instance.start`; never a pattern. */
  action: string;
  resource: { kind: string; id: string; tags: Readonly<Record<string, string>> };
  policies: readonly Policy[];
}

export interface PolicyVerdict {
  allowed: boolean;
  reasons: string[];
}

const maximumNamed = 5;

/**
 * May this member do that to this resource? A deny that fits wins over everything; then an owner may do everything;
 * then an allow that fits is needed. The order of the policies never matters.
 */
export function evaluatePolicies(question: PolicyQuestion): PolicyVerdict {
  const { member, action, policies } = question;
  const fitting = policies.filter((policy) => misfitOf(policy, question) === undefined);
  const denying = fitting.filter((policy) => policy.effect === 'deny');
  if (denying.length > 0) {
    return {
      allowed: false,
      reasons: denying.slice(0, maximumNamed).map((policy) => `${policy.name} denies ${scopeOf(policy)}.`),
    };
  }
  if (member.role === 'owner') {
    return { allowed: true, reasons: [`${member.name} is an owner, who may do everything that no policy denies.`] };
  }
  const allowing = fitting.filter((policy) => policy.effect === 'allow');
  if (allowing.length > 0) {
    return {
      allowed: true,
      reasons: allowing.slice(0, maximumNamed).map((policy) => `${policy.name} allows ${scopeOf(policy)}.`),
    };
  }
  const nearest = policies.filter((policy) => policy.effect === 'allow').slice(0, maximumNamed);
  return {
    allowed: false,
    reasons: [
      `No policy allows ${member.name} (${member.role}) ${action} on this ${question.resource.kind}.`,
      ...nearest.map((policy) => `${policy.name} does not fit: ${misfitOf(policy, question)}.`),
    ],
  };
}

/** Why a policy says nothing about the question; undefined: it fits. */
function misfitOf(
  { principals, actions, resources }: Policy,
  { member, action, resource }: PolicyQuestion,
): string | undefined {
  if (!isFor(principals, member)) return `it is for ${principalsInWords(principals)}`;
  if (!actions.some((pattern) => actionFits(pattern, action))) return `it covers ${inWords(actions)}`;
  if (resources.kind !== '*' && resources.kind !== resource.kind) return `it covers the kind ${resources.kind}`;
  if (resources.ids.length > 0 && !resources.ids.includes(resource.id)) {
    return `it names ${resources.ids.length === 1 ? 'another' : 'other'} ${resources.kind === '*' ? 'resource' : resources.kind}`;
  }
  const missing = Object.entries(resources.tags).find(([key, value]) => !hasTag(resource.tags, key, value));
  return missing && `the ${resource.kind} lacks the tag ${tagInWords(missing)}`;
}

export const isFor = (principals: Policy['principals'], member: { id: string; role: MemberRole }): boolean =>
  principals.everyMember || principals.roles.includes(member.role) || principals.memberIds.includes(member.id);

function actionFits(pattern: string, action: string): boolean {
  if (pattern === '*' || pattern === action) return true;
  return pattern.endsWith('.*') && action.startsWith(pattern.slice(0, -1));
}

const hasTag = (tags: Readonly<Record<string, string>>, key: string, value: string): boolean =>
  Object.hasOwn(tags, key) && (value === '' || tags[key] === value);

const tagInWords = ([key, value]: readonly [string, string]) => (value === '' ? key : `${key}=${value}`);

/** What it covers and whom, to follow its name and effect. */
export function scopeOf({ principals, actions, resources }: Policy): string {
  const kind = resources.kind === '*' ? 'every kind of resource' : `any ${resources.kind}`;
  const which =
    resources.ids.length === 0
      ? kind
      : `${resources.ids.length} named resource${resources.ids.length === 1 ? '' : 's'}`;
  const tags = Object.entries(resources.tags).map(tagInWords);
  const tagged = tags.length === 0 ? '' : ` tagged ${inWords(tags)}`;
  return `${actions.includes('*') ? 'everything' : inWords(actions)} on ${which}${tagged} to ${principalsInWords(principals)}`;
}

function principalsInWords({ everyMember, roles, memberIds }: Policy['principals']): string {
  if (everyMember) return 'every member';
  const named = roles.map((role) => `every ${role}`);
  if (memberIds.length > 0) named.push(`${memberIds.length} named member${memberIds.length === 1 ? '' : 's'}`);
  return named.length === 0 ? 'nobody' : inWords(named);
}
