import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection, connectUnix, memoryPair, RpcServer } from '../src/index.ts';
import { type Daemon, startDaemon, whyNoDaemon } from './daemon.ts';

const why =
  whyNoDaemon() ?? (existsSync('/usr/sbin/saslpasswd2') ? undefined : 'saslpasswd2 (sasl2-bin) is not installed');
if (why !== undefined) console.warn(`SASL against a real libvirtd left out: ${why}`);

const credentials = (password: string) => ({ user: 'operator', password: () => Promise.resolve(password) });

describe.skipIf(why !== undefined).each(['scram-sha-256', 'plain'])('SASL %s against a real libvirtd', (mechanism) => {
  let daemon: Daemon;
  beforeAll(async () => {
    daemon = await startDaemon({
      authentication: 'sasl',
      files: (folder) => ({
        'sasl/libvirt.conf': `mech_list: ${mechanism}\nsasldb_path: ${join(folder, 'users.db')}\n`,
      }),
    });
    const made = spawnSync('saslpasswd2', ['-p', '-a', 'libvirt', '-f', join(daemon.folder, 'users.db'), 'operator'], {
      input: 'open sesame',
    });
    expect(made.status).toBe(0);
  });
  afterAll(() => daemon.stop());

  it('lets the right password in and no other', async () => {
    const open = async (password: string): Promise<Connection> =>
      Connection.open(await connectUnix(daemon.socket), {
        driver: 'test:///default',
        credentials: credentials(password),
      });
    const host = await open('open sesame');
    expect(await host.libraryVersion()).toBeGreaterThan(0);
    await host.close();
    await expect(open('open says me')).rejects.toMatchObject({ kind: 'authentication', host: daemon.socket });
    await expect(
      Connection.open(await connectUnix(daemon.socket), { driver: 'test:///default' }),
    ).rejects.toMatchObject({
      kind: 'authentication',
      whatToDo: expect.stringContaining('credentials'),
    });
  });
});

describe('what a login refuses', () => {
  async function refusal(mechlist: string, isPrivate: boolean): Promise<unknown> {
    const { client, server: far } = memoryPair('rack1');
    const server = new RpcServer(far, { authList: () => ({ types: [1] }), authSaslInit: () => ({ mechlist }) });
    const channel = { stream: client.stream, facts: { ...client.facts, private: isPrivate } };
    const error = await Connection.open(channel, { credentials: credentials('secret') }).catch(
      (reason: unknown) => reason,
    );
    server.destroy();
    return error;
  }

  it('a password in the clear', async () => {
    expect(await refusal('PLAIN', false)).toMatchObject({
      kind: 'authentication',
      message: expect.stringContaining('not private'),
    });
  });

  it('mechanisms that are not spoken, naming the ones that are', async () => {
    expect(await refusal('GSSAPI,DIGEST-MD5', true)).toMatchObject({
      kind: 'authentication',
      message: expect.stringContaining('SCRAM-SHA-256'),
    });
  });

  it('a server that does not prove itself', async () => {
    const { client, server: far } = memoryPair('rack1');
    const reply = (text: string, complete: boolean) => ({ complete, nil: false, data: Buffer.from(text) });
    let asked = '';
    const server = new RpcServer(far, {
      authList: () => ({ types: [1] }),
      authSaslInit: () => ({ mechlist: 'SCRAM-SHA-256' }),
      authSaslStart: ({ data }) => {
        asked = Buffer.from(data).toString();
        return reply(`r=${asked.split('r=')[1]}more,s=c2FsdHNhbHQ=,i=4096`, false);
      },
      authSaslStep: () => reply('v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', true),
    });
    await expect(Connection.open(client, { credentials: credentials('secret') })).rejects.toMatchObject({
      kind: 'authentication',
      message: expect.stringContaining('did not prove'),
    });
    expect(asked).toMatch(/^n,,n=operator,r=/);
    server.destroy();
  });
});
