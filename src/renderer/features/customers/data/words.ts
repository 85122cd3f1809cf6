import type { CustomerState, Decision, MemberRole } from '../../../../shared/contract/index.ts';
import type { StatusKind } from '../../../ui/index.ts';

/** The words of this feature, each in one place. */

export const stateWords: Readonly<Record<CustomerState, string>> = {
  active: 'Active',
  archived: 'Archived',
  merged: 'Merged',
};
export const stateShapes: Readonly<Record<CustomerState, StatusKind>> = {
  active: 'running',
  archived: 'stopped',
  merged: 'idle',
};

export const roleWords: Readonly<Record<MemberRole, string>> = {
  owner: 'Owner',
  administrator: 'Administrator',
  operator: 'Operator',
  viewer: 'Viewer',
};

export const outcomeWords: Readonly<Record<Decision['outcome'], string>> = {
  granted: 'granted',
  'granted-in-part': 'granted in part',
  refused: 'refused',
  chosen: 'chosen',
  noted: 'noted',
};

const fieldWords: Readonly<Record<string, string>> = {
  name: 'Name',
  reference: 'Reference',
  notes: 'Notes',
  state: 'State',
  legalName: 'Legal name',
  street: 'Street',
  postalCode: 'Postal code',
  city: 'City',
  countryCode: 'Country',
  taxId: 'Tax id',
  currency: 'Currency',
  timeZone: 'Time zone',
  invoiceEmail: 'Invoice e-mail',
  paymentTermsDays: 'Payment terms, days',
  email: 'E-mail',
  phone: 'Phone',
  role: 'Role',
  publicKey: 'Public key',
  fingerprint: 'Fingerprint',
  memberId: 'Member',
  effect: 'Effect',
  principals: 'Who',
  actions: 'Actions',
  resources: 'Resources',
  mergedIntoId: 'Merged into',
};

/** `billing.legalName` as people say it; a tag keeps its key, and a field of a later version its own name. */
export function fieldWord(path: string): string {
  if (path.startsWith('tag:')) return `Tag ${path.slice(4)}`;
  return fieldWords[path.replace(/^\w+\./, '')] ?? path;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
