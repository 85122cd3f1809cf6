/** Letters that carry their stroke or ligature inside, so that Unicode decomposition leaves them as they are. */
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};

/**
 * A name as it is compared, sorted and kept unique: without case, accents, invisible characters and doubled spaces,
 * so that `Tindra Labs` and `TINDRÅ  Labs` are one name and nobody makes a second customer by a stray space.
 */
export function nameKey(name: string): string {
  // Most names, and so most of the work in a list of 100,000, need none of what follows.
  if (/^[!-~]+(?: [!-~]+)*$/.test(name)) return name.toLowerCase();
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    // Accents of Latin, Greek and Cyrillic only: in other scripts the marks are what tells words apart.
    .replace(/[\u0300-\u036f\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[øłđðħŧıßæœþς]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
  return folded === '' ? name.normalize('NFC') : folded;
}
