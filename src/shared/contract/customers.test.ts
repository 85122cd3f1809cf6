import { expect, it } from 'vitest';
import { billingDetailsSchema } from './customers.ts';

const { timeZone } = billingDetailsSchema.shape;

it('knows a time zone from what is none', () => {
  // Twice, because the second answer comes from memory.
  for (const _ of [1, 2]) {
    for (const name of ['Europe/Oslo', 'UTC', 'Asia/Kolkata']) expect(timeZone.safeParse(name).success).toBe(true);
    for (const name of ['', 'Europe/Atlantis', 'constructor', 'x'.repeat(10_000)])
      expect(timeZone.safeParse(name).success).toBe(false);
  }
});

it('asks the runtime about a time zone once, not for every customer, and forgets what nobody asks for again', () => {
  const askedBefore = Intl.DateTimeFormat;
  let asked = 0;
  class Counting extends askedBefore {
    constructor(...given: ConstructorParameters<typeof askedBefore>) {
      asked += 1;
      super(...given);
    }
  }
  Object.assign(Intl, { DateTimeFormat: Counting });
  try {
    for (let row = 0; row < 1000; row++) timeZone.safeParse('Pacific/Auckland');
    expect(asked).toBe(1);
    for (let row = 0; row < 1500; row++) timeZone.safeParse(`Nowhere/${row}`);
    timeZone.safeParse('Pacific/Auckland');
    expect(asked).toBe(1 + 1500 + 1);
  } finally {
    Object.assign(Intl, { DateTimeFormat: askedBefore });
  }
});
