import { expect, test } from 'vitest';
import { tokenIn } from './token-in.ts';

const token = 'qL3v_yZ8sT1mN4bR7kX0wD5hJ2cF9gP6';

test('a token is found in the address that was printed, and by itself', () => {
  expect(tokenIn(`http://127.0.0.1:4680/#token=${token}`)).toBe(token);
  expect(tokenIn(`  ${token}\n`)).toBe(token);
});

test('other text holds no token', () => {
  for (const text of ['', 'http://127.0.0.1:4680/', 'short', `${token} and more`, `?token=${token}&x=1`]) {
    expect(tokenIn(text)).toBeUndefined();
  }
});
