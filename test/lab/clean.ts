/** Empties a host between tests: no domains, no volumes, no networks or pools but those it came with. */
import { LabError, run } from './command.ts';
import { onHost } from './host.ts';
import type { HostRecord } from './record.ts';

/** Runs inside the host, where \`virsh\` means this host's own daemon. */
const script = `
export LC_ALL=C
for name in $(virsh list --name); do virsh destroy "$name"; done
for name in $(virsh list --all --name); do
  for checkpoint in $(virsh checkpoint-list "$name" --name); do virsh checkpoint-delete "$name" "$checkpoint" --metadata; done
  virsh undefine "$name" --managed-save --snapshots-metadata --nvram
done
for name in $(virsh pool-list --all --name); do
  case $name in default | shared) continue ;; esac
  virsh pool-destroy "$name"
  virsh pool-undefine "$name"
done
for name in $(virsh net-list --all --name); do
  virsh net-destroy "$name"
  [ "$name" = default ] || virsh net-undefine "$name"
done
for id in $(virsh secret-list | awk 'NR > 2 { print $1 }'); do virsh secret-undefine "$id"; done
rm -rf /var/lib/libvirt/images/* /var/lib/libvirt/shared/* /var/log/libvirt/*-console.log
for pool in default shared; do
  virsh pool-start $pool
  virsh pool-refresh $pool
done
[ -z "$(virsh list --all --name)" ] && [ "$(virsh net-list --all --name | grep -c .)" = 1 ]
`;

export async function cleanHost(host: HostRecord): Promise<void> {
  const { code, stderr } = await run(onHost(host, ['sh', '-c', script]), { mayFail: true });
  if (code !== 0) throw new LabError(`h${host.index} could not be emptied: ${stderr.slice(-2000)}`);
}
