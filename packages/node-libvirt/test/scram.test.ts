import { describe, expect, it } from 'vitest';
import { ScramError, ScramSha256 } from '../src/auth/scram.ts';

/** The example of RFC 7677. */
const nonce = 'rOprNGfwEbeRWgbNEkqO';
const serverFirst = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';

describe('SCRAM-SHA-256', () => {
  it('speaks as the standard says', async () => {
    const scram = new ScramSha256('user', 'pencil', nonce);
    expect(scram.first()).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
    expect(await scram.final(serverFirst)).toBe(
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    );
    scram.verify('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  });

  it('refuses an impostor', async () => {
    const refuses = async (first: string): Promise<void> => {
      await expect(new ScramSha256('user', 'pencil', nonce).final(first)).rejects.toThrow(ScramError);
    };
    await refuses('r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096');
    await refuses(`r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`);
    await refuses(serverFirst.replace('4096', '1'));
    await refuses(serverFirst.replace('4096', '2000000000'));
    await refuses(serverFirst.replace('s=W22ZaJ0SNY7soEsUEjb6gQ==', 's='));
    const scram = new ScramSha256('user', 'pencil', nonce);
    await scram.final(serverFirst);
    expect(() => scram.verify('v=AAAA')).toThrow(/did not prove/);
    expect(() => scram.verify('e=invalid-proof')).toThrow(/invalid-proof/);
  });
});
