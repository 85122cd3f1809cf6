import type { MemberRole } from '../../../../shared/contract/index.ts';
import { uuidFrom } from '../../../../shared/uuid.ts';
import { type CatalogTables, type Random, seededRandom } from '../../kernel/index.ts';
import { nameKey } from '../name-key.ts';
import { readSshPublicKey } from '../read-ssh-public-key.ts';
import type { CustomerRow } from '../tables.ts';
import { demoPublicKey } from './demo-public-key.ts';
import {
  countries,
  familyNames,
  fields,
  givenNames,
  kinds,
  type NamedCustomer,
  namedCustomers,
  places,
  streets,
} from './names.ts';

/** The rows of one generated customer, table by table. */
export interface DemoCustomer {
  customer: CustomerRow;
  members: CatalogTables['member'][];
  sshKeys: CatalogTables['sshKey'][];
  contacts: CatalogTables['contact'][];
  policies: CatalogTables['policy'][];
  tags: Record<string, string>;
}

const firstDayMs = Date.UTC(2023, 0, 9, 8);
const lastDayMs = Date.UTC(2026, 9, 30, 15);
/** The mass comes one after the other, so that its rows are appended to the tables and not scattered over them. */
const oneEveryMs = 19 * 60_000;
/** The first customers are whole, as a person would look at them; the mass behind them is what fills a long list. */
const wholeCustomers = 400;
const roles: readonly MemberRole[] = ['owner', 'administrator', 'operator', 'viewer'];

/** The customer at this place of the demo catalog: always the same, whatever the others are. */
export function demoCustomer(index: number): DemoCustomer {
  const random = seededRandom(0x1f2e + index * 7919);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random.draw() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const profile = profileAt(index, pick);
  const isWhole = index < wholeCustomers;
  const createdAtMs =
    firstDayMs +
    (isWhole ? Math.floor(random.draw() * (lastDayMs - firstDayMs)) : (index * oneEveryMs) % (lastDayMs - firstDayMs));
  const makeId = () => uuidFrom(createdAtMs, random.bytes(10));
  const id = makeId();
  const { currency, timeZone } = countries[profile.countryCode];
  const domain = `${slugOf(profile.duplicateOf ?? profile.name)}.example`;
  const people = Array.from({ length: isWhole ? 2 + Math.floor(random.draw() * 4) : 1 }, (_, place) => {
    const name = `${pick(givenNames)} ${pick(familyNames)}`;
    const email = `${slugOf(name)}${place === 0 ? '' : place + 1}@${domain}`;
    return {
      id: makeId(),
      customerId: id,
      name,
      email,
      emailKey: nameKey(email),
      role: roles[place % 4] ?? 'viewer',
      createdAtMs,
    };
  });
  return {
    customer: {
      id,
      name: profile.name,
      nameKey: nameKey(profile.name),
      reference: profile.duplicateOf === undefined ? `C-${String(10_001 + index)}` : '',
      state: profile.state ?? 'active',
      mergedIntoId: null,
      notes: '',
      legalName:
        profile.kind === 'tenant' || profile.kind === 'reseller' ? `${profile.name} AS`.replace(/ AS AS$/, ' AS') : '',
      street: `${pick(streets)} ${1 + Math.floor(random.draw() * 120)}`,
      postalCode: String(1000 + Math.floor(random.draw() * 8999)),
      city: profile.city,
      countryCode: profile.countryCode,
      taxId: profile.taxId ?? '',
      currency,
      timeZone,
      invoiceEmail: `invoices@${domain}`,
      paymentTermsDays: pick([14, 30, 30, 30, 45, 60]),
      revision: 1,
      createdAtMs,
      updatedAtMs: createdAtMs,
    },
    members: people,
    sshKeys: isWhole ? people.slice(0, 3).map((person) => keyOf(person, makeId(), random)) : [],
    contacts: isWhole ? [contactOf(id, makeId(), pick, random, domain)] : [],
    policies: isWhole && index % 2 === 0 ? policiesOf(id, makeId, createdAtMs) : [],
    tags: {
      kind: profile.kind,
      ...(isWhole ? { 'cost-center': String(4000 + Math.floor(random.draw() * 400)) } : {}),
      ...(index % 3 === 0 ? { tier: pick(['gold', 'silver', 'bronze']) } : {}),
    },
  };
}

function profileAt(index: number, pick: <Item>(items: readonly Item[]) => Item): NamedCustomer {
  const named = namedCustomers[index];
  if (named !== undefined) return named;
  const combinations = places.length * fields.length * kinds.length;
  // A step that shares no factor with the number of combinations visits each once, in an order that looks like none.
  const at = (index * 31_337) % combinations;
  const place = places[at % places.length] ?? '';
  const field = fields[Math.floor(at / places.length) % fields.length] ?? '';
  const kind = kinds[Math.floor(at / places.length / fields.length)] ?? { word: '', kind: 'tenant' };
  const round = Math.floor(index / combinations);
  const countryCode = pick(Object.keys(countries) as (keyof typeof countries)[]);
  return {
    name: `${place} ${field} ${kind.word}${round === 0 ? '' : ` ${round + 1}`}`,
    kind: kind.kind,
    countryCode,
    city: pick<string>(countries[countryCode].cities),
    ...(index % 4 === 0 ? {} : { taxId: `${countryCode} ${String(100_000_000 + index * 37)}` }),
    ...(index % 50 === 49 ? { state: 'archived' } : {}),
  };
}

const slugOf = (name: string): string =>
  nameKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function keyOf(person: CatalogTables['member'], id: string, random: Random): CatalogTables['sshKey'] {
  const read = readSshPublicKey(demoPublicKey(random.bytes(32)));
  if (!read.ok) throw new Error(read.refusal.message);
  const { comment: _, ...key } = read.value;
  const name = `${person.email.split('@')[0]} laptop`;
  return { id, customerId: person.customerId, memberId: person.id, name, ...key, createdAtMs: person.createdAtMs };
}

function contactOf(
  customerId: string,
  id: string,
  pick: <Item>(items: readonly Item[]) => Item,
  random: Random,
  domain: string,
): CatalogTables['contact'] {
  return {
    id,
    customerId,
    name: `${pick(givenNames)} ${pick(familyNames)}`,
    role: pick(['Accounts payable', 'Service desk', 'Security', 'Procurement']),
    email: `contact@${domain}`,
    phone: `+47 ${String(2_000_0000 + Math.floor(random.draw() * 79_999_999)).replace(/(\d\d)(?=\d)/g, '$1 ')}`,
  };
}

function policiesOf(customerId: string, makeId: () => string, createdAtMs: number): CatalogTables['policy'][] {
  const policy = (
    name: string,
    effect: 'allow' | 'deny',
    memberRoles: MemberRole[],
    actions: string[],
    resources: { kind: string; ids: string[]; tags: Record<string, string> },
  ) => ({
    id: makeId(),
    customerId,
    name,
    effect,
    principals: JSON.stringify({ everyMember: memberRoles.length === 0, roles: memberRoles, memberIds: [] }),
    actions: JSON.stringify(actions),
    resources: JSON.stringify(resources),
    createdAtMs,
  });
  return [
    policy('Operators run instances', 'allow', ['administrator', 'operator'], ['instance.*'], {
      kind: 'instance',
      ids: [],
      tags: {},
    }),
    policy('Nobody removes production', 'deny', [], ['instance.remove', 'network.remove'], {
      kind: '*',
      ids: [],
      tags: { env: 'production' },
    }),
  ];
}
