/** ISO 3166 codes as people know them. The names come with the browser; only the codes are listed here. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );
const countryNames = new Intl.DisplayNames('en', { type: 'region' });
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });

export const countryName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code);

/** "NO", "no", "Norway" or "norw" as a code; undefined when it names no country. */
export function countryCodeOf(text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted.length === 2) return wanted.toUpperCase();
  if (wanted === '') return undefined;
  return codes.find((code) => countryName(code).toLowerCase().startsWith(wanted));
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const byLabel = (a: Choice, b: Choice) => a.label.localeCompare(b.label, 'en');

/** For selects with search: "Norway, NO". */
export const countryChoices = (): Choice[] =>
  codes.map((code) => ({ value: code, label: `${countryName(code)}, ${code}` })).sort(byLabel);

/** "NOK, Norwegian Krone", by code. */
export const currencyChoices = (): Choice[] =>
  Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code}, ${currencyNames.of(code) ?? code}`,
  }));

/** UTC first, which the browser's own list leaves out. */
export const timeZoneChoices = (): string[] => [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];
