/**
 * A host with 2,000 busy domains, for measuring what bulk statistics cost a client: it answers the few calls of opening, and every
 * request for statistics with the same bytes, made once. Both clients are given it, so that what is measured is their decoding.
 */
import { createServer } from 'node:net';
import { procedures, TypedParameters } from '../../packages/node-libvirt/src/index.ts';
import { FrameReader } from '../../packages/node-libvirt/src/wire/frame-reader.ts';
import { XdrWriter } from '../../packages/node-libvirt/src/xdr/writer.ts';

const domains = 2_000;

/** What QEMU's driver gives for a guest with two vCPUs, a disk with a backing layer, and one interface. */
function statistics(index: number): TypedParameters {
  const params = new TypedParameters();
  const at = BigInt(index);
  params.int('state.state', 1).int('state.reason', 1);
  for (const name of ['cpu.time', 'cpu.user', 'cpu.system']) params.ullong(name, 81_234_567_890n + at);
  for (const name of [
    'current',
    'maximum',
    'swap_in',
    'swap_out',
    'major_fault',
    'minor_fault',
    'unused',
    'available',
    'usable',
    'last-update',
    'rss',
  ])
    params.ullong(`balloon.${name}`, 1_048_576n + at);
  params.uint('vcpu.current', 2).uint('vcpu.maximum', 2);
  for (let vcpu = 0; vcpu < 2; vcpu++) {
    params
      .int(`vcpu.${vcpu}.state`, 1)
      .ullong(`vcpu.${vcpu}.time`, 40_000_000_000n + at)
      .boolean(`vcpu.${vcpu}.halted`, false);
  }
  params.uint('net.count', 1).string('net.0.name', `vnet${index}`);
  for (const way of ['rx', 'tx'])
    for (const unit of ['bytes', 'pkts', 'errs', 'drop']) params.ullong(`net.0.${way}.${unit}`, 123_456_789n + at);
  params.uint('block.count', 2);
  for (let disk = 0; disk < 2; disk++) {
    params
      .string(`block.${disk}.name`, 'vda')
      .string(`block.${disk}.path`, `/var/lib/libvirt/images/guest-${index}-${disk}.qcow2`);
    if (disk > 0) params.uint(`block.${disk}.backingIndex`, disk);
    for (const name of [
      'rd.reqs',
      'rd.bytes',
      'rd.times',
      'wr.reqs',
      'wr.bytes',
      'wr.times',
      'fl.reqs',
      'fl.times',
      'allocation',
      'capacity',
      'physical',
    ])
      params.ullong(`block.${disk}.${name}`, 9_876_543_210n + at);
  }
  return params;
}

const hex = (index: number): string => index.toString(16).padStart(12, '0');
const reply = new XdrWriter();
procedures.connectGetAllDomainStats.result.write(reply, {
  retStats: Array.from({ length: domains }, (_, index) => ({
    dom: { name: `guest-${index}`, uuid: `6695eb01-f6a4-8304-79aa-${hex(index)}`, id: index + 1 },
    params: statistics(index),
  })),
});
const stats = reply.take();

const words = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};
/** Results by procedure number; all others are empty. */
const answers = new Map<number, Buffer>([
  [procedures.authList.number, words(1, 0)],
  [procedures.connectSupportsFeature.number, words(0)],
  [procedures.connectGetAllDomainStats.number, stats],
  [procedures.connectGetLibVersion.number, words(0, 9_000_000)],
]);

const path = process.argv[2] ?? '';
createServer((socket) => {
  const reader = new FrameReader((bytes, start) => {
    const [program = 0, version = 0, procedure = 0, , serial = 0] = [1, 2, 3, 4, 5].map((word) =>
      bytes.readUInt32BE(start + word * 4),
    );
    const body = answers.get(procedure) ?? Buffer.alloc(0);
    socket.write(words(28 + body.length, program, version, procedure, 1, serial, 0));
    socket.write(body);
  });
  socket.on('data', (chunk) => reader.push(chunk));
  socket.on('error', () => socket.destroy());
}).listen(path, () => process.stdout.write('ready\n'));
