/** Addresses of this feature, each in one place: views link to them, actions go to them. */
export const customerTabs = ['overview', 'members', 'ssh-keys', 'contacts', 'policies', 'history'] as const;
export type CustomerTab = (typeof customerTabs)[number];

export const paths = {
  list: '/customers',
  duplicates: '/customers/duplicates',
  create: '/customers/new',
  import: '/customers/import',
  customer: (id: string, tab: CustomerTab = 'overview'): string =>
    tab === 'overview' ? `/customers/${id}` : `/customers/${id}/${tab}`,
  edit: (id: string): string => `/customers/${id}/edit`,
  mergeWith: (id: string): string => `/customers/merge/${id}`,
  merge: (keepId: string, removeId: string): string => `/customers/merge/${keepId}/${removeId}`,
};

/** As the address of a link: the router keeps its paths behind the #. */
export const href = (path: string): string => `#${path}`;

/** The customer that an address is about, for commands that act on "this customer". */
export function customerIdIn(path: string): string | undefined {
  return /^\/customers\/([0-9a-f]{8}-[0-9a-f-]{27})(?:\/|$)/.exec(path)?.[1];
}
