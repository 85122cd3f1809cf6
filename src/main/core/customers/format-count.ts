const digits = new Intl.NumberFormat('en');

/** 25,500: as the window writes counts, in the sentences that core makes. */
export const formatCount = (count: number): string => digits.format(count);
