import type { Member, Policy } from '../../../../shared/contract/index.ts';
import { tagText, toTagList } from './tags.ts';
import { counted, roleWords } from './words.ts';

/** A policy as people read it. */

export const effectWords: Readonly<Record<Policy['effect'], string>> = { allow: 'Allow', deny: 'Deny' };

const namesShown = 2;

export function principalsInWords(principals: Policy['principals'], members: readonly Member[]): string {
  if (principals.everyMember) return 'Every member';
  const roles = principals.roles.map((role) => `every ${roleWords[role].toLowerCase()}`);
  const ids = principals.memberIds;
  const names =
    ids.length <= namesShown
      ? ids.map((id) => members.find((member) => member.id === id)?.name ?? 'a former member')
      : [counted(ids.length, 'member')];
  const all = [...roles, ...names].join(', ');
  return all === '' ? 'Nobody' : all.charAt(0).toUpperCase() + all.slice(1);
}

export function resourcesInWords({ kind, ids, tags }: Policy['resources']): string {
  const what = kind === '*' ? 'resource' : kind;
  const which = ids.length === 0 ? `Any ${what}` : ids.length === 1 ? `${what} ${ids[0]}` : counted(ids.length, what);
  const tagged = toTagList(tags).map(tagText).join(' and ');
  const text = tagged === '' ? which : `${which} tagged ${tagged}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
