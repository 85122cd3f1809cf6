/** Made-up customers of a made-up data center in the north. Addresses end in .example, which nobody can own. */
export interface NamedCustomer {
  name: string;
  kind: 'department' | 'tenant' | 'reseller' | 'research-group';
  countryCode: keyof typeof countries;
  city: string;
  taxId?: string;
  /** A second entry of the one with this name, as they come about in every list. */
  duplicateOf?: string;
  state?: 'archived';
}

export const namedCustomers: readonly NamedCustomer[] = [
  { name: 'Met Institute', kind: 'department', countryCode: 'NO', city: 'Oslo', taxId: 'NO 971 274 042' },
  { name: 'Nordic Weather', kind: 'tenant', countryCode: 'NO', city: 'Bergen', taxId: 'NO 914 233 101' },
  { name: 'Polar Render', kind: 'tenant', countryCode: 'NO', city: 'Tromsø', taxId: 'NO 920 118 554' },
  { name: 'Fjordbank Risk', kind: 'tenant', countryCode: 'NO', city: 'Bergen', taxId: 'NO 935 400 218' },
  { name: 'Tindra Labs', kind: 'research-group', countryCode: 'SE', city: 'Uppsala', taxId: 'SE556677889901' },
  { name: 'Kommune Drift', kind: 'department', countryCode: 'NO', city: 'Trondheim' },
  { name: 'Aurora Genomics', kind: 'research-group', countryCode: 'FI', city: 'Oulu', taxId: 'FI20774518' },
  { name: 'Dept. of Physics', kind: 'department', countryCode: 'NO', city: 'Oslo' },
  { name: 'Inst. of Hydrology', kind: 'department', countryCode: 'NO', city: 'Oslo' },
  { name: 'Skatt Archive', kind: 'department', countryCode: 'NO', city: 'Mo i Rana' },
  {
    name: 'Nordic Weather AS',
    kind: 'tenant',
    countryCode: 'NO',
    city: 'Bergen',
    taxId: 'NO914233101',
    duplicateOf: 'Nordic Weather',
  },
  { name: 'Harbour Cloud Resale', kind: 'reseller', countryCode: 'DK', city: 'Aarhus', taxId: 'DK 31 44 90 07' },
  {
    name: 'Department of Physics',
    kind: 'department',
    countryCode: 'NO',
    city: 'Oslo',
    duplicateOf: 'Dept. of Physics',
  },
  {
    name: 'Seismic Quarry',
    kind: 'tenant',
    countryCode: 'GB',
    city: 'Aberdeen',
    taxId: 'GB 204 551 873',
    state: 'archived',
  },
  {
    name: 'Tindra Laboratories',
    kind: 'research-group',
    countryCode: 'SE',
    city: 'Uppsala',
    duplicateOf: 'Tindra Labs',
  },
];

export const countries = {
  NO: { currency: 'NOK', timeZone: 'Europe/Oslo', cities: ['Oslo', 'Bergen', 'Trondheim', 'Tromsø', 'Bodø'] },
  SE: { currency: 'SEK', timeZone: 'Europe/Stockholm', cities: ['Stockholm', 'Uppsala', 'Luleå', 'Malmö'] },
  DK: { currency: 'DKK', timeZone: 'Europe/Copenhagen', cities: ['København', 'Aarhus', 'Odense'] },
  FI: { currency: 'EUR', timeZone: 'Europe/Helsinki', cities: ['Helsinki', 'Oulu', 'Espoo'] },
  DE: { currency: 'EUR', timeZone: 'Europe/Berlin', cities: ['Hamburg', 'Kiel', 'Bremen'] },
  GB: { currency: 'GBP', timeZone: 'Europe/London', cities: ['Aberdeen', 'Leeds', 'Bristol'] },
} as const;

const words = (text: string) => text.trim().split(/\s+/);

export const places = words(`
  Alta Arendal Askim Bamble Birkeland Bjerke Bodin Brevik Dalen Drammen Egersund Elverum Eidfjord Evje Farsund Finse
  Flekke Florø Førde Gjøvik Grimstad Halden Hamar Harstad Haugesund Hemne Holmestrand Horten Hønefoss Jevnaker
  Kirkenes Kongsberg Kragerø Larvik Lesja Levanger Lillesand Lofoten Lyngdal Mandal Molde Mosjøen Namsos Narvik
  Nesodden Notodden Odda Orkdal Otta Porsgrunn Rana Risør Rjukan Røros Sandnes Selbu Sirdal Skien Sortland Steinkjer
  Stord Sunndal Svelvik Tana Tinn Tvedestrand Ulvik Vadsø Valdres Vardø Verdal Vinje Volda Voss Ørland Ørsta Ål Årdal`);
export const fields = words(`
  Acoustics Aquaculture Archives Avalanche Batteries Biobank Botany Cartography Catalysis Climate Coatings Dairy
  Dialects Drones Ecology Epidemiology Fisheries Forestry Freight Fusion Genomics Geodesy Glaciers Harbour Housing
  Hydrology Imaging Insurance Ironworks Kelp Kinetics Ledger Libraries Logistics Maritime Materials Metrology Mobility
  Museums Neutrons Oceans Optics Payroll Pensions Photonics Polymers Ports Proteins Radar Railways Rendering Robotics
  Salmon Satellites Schools Seismics Shipping Snow Statistics Surveys Timber Tolls Tourism Transit Turbines Weather`);
export const kinds: readonly { word: string; kind: NamedCustomer['kind'] }[] = [
  { word: 'Institute', kind: 'research-group' },
  { word: 'Group', kind: 'research-group' },
  { word: 'Observatory', kind: 'research-group' },
  { word: 'Office', kind: 'department' },
  { word: 'Services', kind: 'department' },
  { word: 'Council', kind: 'department' },
  { word: 'Works', kind: 'tenant' },
  { word: 'Systems', kind: 'tenant' },
  { word: 'Analytics', kind: 'tenant' },
  { word: 'Partners', kind: 'tenant' },
  { word: 'Software', kind: 'tenant' },
  { word: 'Trading', kind: 'tenant' },
  { word: 'Hosting', kind: 'reseller' },
  { word: 'Cloud', kind: 'reseller' },
  { word: 'Laboratory', kind: 'research-group' },
  { word: 'Museum', kind: 'department' },
  { word: 'Directorate', kind: 'department' },
  { word: 'Consulting', kind: 'tenant' },
  { word: 'Studio', kind: 'tenant' },
  { word: 'Networks', kind: 'reseller' },
  { word: 'Agency', kind: 'department' },
  { word: 'Archive', kind: 'department' },
];

export const givenNames = words(`
  Aino Anders Astrid Berit Bjørn Dagny Eero Eirik Elin Emil Frida Gunnar Hanne Helge Henrik Ida Ingrid Jonas Kari Katri
  Lars Leif Liv Magnus Marit Mikkel Nils Noora Ola Petra Ragnhild Rune Sara Sigrid Solveig Stian Svein Tiril Tove Unni`);
export const familyNames = words(`
  Aas Bakke Berg Brekke Dahl Eide Fossum Hagen Halvorsen Haugen Heikkinen Holm Iversen Jansson Kallio Koskinen Lie
  Lindqvist Lund Moen Myhre Nygård Nyström Olsen Pettersen Rask Ruud Sandvik Skaar Solberg Strand Sørensen Tangen
  Thorsen Vik Virtanen Wiik Ødegård Øien Åkesson`);
export const streets = words(
  'Havnegata Skolegata Parkveien Fjellveien Storgata Industriveien Kirkegata Strandveien Mølleveien',
);
