import type { CustomerState, MemberRole } from '../../../shared/contract/index.ts';

declare module '../kernel/catalog.ts' {
  interface CatalogTables {
    customer: CustomerRow;
    member: {
      id: string;
      customerId: string;
      name: string;
      email: string;
      emailKey: string;
      role: MemberRole;
      createdAtMs: number;
    };
    sshKey: {
      id: string;
      customerId: string;
      memberId: string | null;
      name: string;
      algorithm: string;
      bits: number;
      fingerprint: string;
      publicKey: string;
      createdAtMs: number;
    };
    contact: { id: string; customerId: string; name: string; role: string; email: string; phone: string };
    policy: {
      id: string;
      customerId: string;
      name: string;
      effect: 'allow' | 'deny';
      principals: string;
      actions: string;
      resources: string;
      createdAtMs: number;
    };
    tag: { subjectKind: string; subjectId: string; key: string; value: string };
  }
}

export interface CustomerRow {
  id: string;
  name: string;
  /** The name without case and accents: what is compared, sorted and unique. */
  nameKey: string;
  reference: string;
  state: CustomerState;
  mergedIntoId: string | null;
  notes: string;
  legalName: string;
  street: string;
  postalCode: string;
  city: string;
  countryCode: string;
  taxId: string;
  currency: string;
  timeZone: string;
  invoiceEmail: string;
  paymentTermsDays: number;
  revision: number;
  createdAtMs: number;
  updatedAtMs: number;
}
