import { type Policy, type PolicyFields, policyFieldsSchema } from '../../../../shared/contract/index.ts';
import type { KeyValue } from '../../../ui/index.ts';
import { toTagList, toTagRecord } from '../data/tags.ts';

/** A policy as a form holds it: flat, with lists as the fields edit them. */
export interface PolicyForm {
  readonly name: string;
  readonly effect: PolicyFields['effect'];
  readonly everyMember: boolean;
  readonly roles: PolicyFields['principals']['roles'];
  readonly memberIds: string[];
  readonly actions: string[];
  readonly kind: string;
  readonly ids: string[];
  readonly tags: readonly KeyValue[];
}

/** A new policy allows nobody anything: each word of it is chosen. */
export const emptyPolicy: PolicyForm = {
  name: '',
  effect: 'allow',
  everyMember: false,
  roles: [],
  memberIds: [],
  actions: [],
  kind: 'instance',
  ids: [],
  tags: [],
};

export const toPolicyForm = ({ name, effect, principals, actions, resources }: Policy): PolicyForm => ({
  name,
  effect,
  ...principals,
  actions,
  kind: resources.kind,
  ids: resources.ids,
  tags: toTagList(resources.tags),
});

export const toPolicyFields = (form: PolicyForm): PolicyFields => ({
  name: form.name.trim(),
  effect: form.effect,
  principals: form.everyMember
    ? { everyMember: true, roles: [], memberIds: [] }
    : { everyMember: false, roles: [...form.roles], memberIds: [...form.memberIds] },
  actions: form.actions.map((action) => action.trim()),
  resources: { kind: form.kind.trim(), ids: [...form.ids], tags: toTagRecord(form.tags) },
});

const fieldOf: Readonly<Record<string, keyof PolicyForm>> = {
  name: 'name',
  actions: 'actions',
  'resources.kind': 'kind',
  'resources.ids': 'ids',
  'resources.tags': 'tags',
  principals: 'memberIds',
};

/** The contract's own rules, said beside the field of the form; and that somebody is named at all. */
export function policyErrors(form: PolicyForm): Record<string, string> {
  const errors: Record<string, string> = {};
  const parsed = policyFieldsSchema.safeParse(toPolicyFields(form));
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.slice(0, issue.path[0] === 'resources' ? 2 : 1).join('.');
      const field = fieldOf[path] ?? 'name';
      errors[field] ??=
        field === 'actions' && issue.path.length > 1
          ? `${form.actions[Number(issue.path[1])]}: ${issue.message}`
          : issue.message;
    }
  }
  if (!form.everyMember && form.roles.length === 0 && form.memberIds.length === 0) {
    errors['memberIds'] = 'Choose who it is for: every member, roles, or members by name.';
  }
  return errors;
}
