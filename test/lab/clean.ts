/** Empties a host between tests: no domains, no volumes, no networks or pools but those it came with. */
import { LabError, run } from './command.ts';
import { onHost } from './host.ts';
import type { HostRecord } from './record.ts';

/** Runs inside the host, where \`virsh\` means this host's own daemon. */
const script = `
export LC_ALL=C
cd /
# One question for everything, since most hosts are clean already.
found=$(virsh -q 'list --all --name; echo ==; net-list --all --name; echo ==; pool-list --all --name; echo ==; secret-list')
section() { echo "$found" | sed 's/==/&\\n/' | awk -v want="$1" '$1 == "==" { n++; next } n == want - 1 && NF { print $1 }'; }
for name in $(section 1); do
  virsh destroy "$name"
  for checkpoint in $(virsh checkpoint-list "$name" --name); do virsh checkpoint-delete "$name" "$checkpoint" --metadata; done
  virsh undefine "$name" --managed-save --snapshots-metadata --nvram
done
for name in $(section 2); do
  if [ "$name" != default ]; then virsh net-destroy "$name"; virsh net-undefine "$name"; fi
done
[ ! -e /sys/class/net/virbr0 ] || virsh net-destroy default
for name in $(section 3); do
  case $name in default | shared) continue ;; esac
  virsh pool-destroy "$name"
  virsh pool-undefine "$name"
done
for id in $(section 4); do virsh secret-undefine "$id"; done
rm -rf /var/log/libvirt/*-console.log
if [ -n "$(ls -A /var/lib/libvirt/images /var/lib/libvirt/shared | grep -v :)" ]; then
  rm -rf /var/lib/libvirt/images/* /var/lib/libvirt/shared/*
fi
virsh -q 'pool-refresh default; pool-refresh shared' || { virsh pool-start default; virsh pool-start shared; }
found=$(virsh -q 'list --all --name; echo ==; net-list --all --name')
[ -z "$(section 1)" ] && [ "$(section 2)" = default ]
`;

export async function cleanHost(host: HostRecord): Promise<void> {
  const { code, stderr } = await run(onHost(host, ['sh', '-c', script]), { mayFail: true });
  if (code !== 0) throw new LabError(`h${host.index} could not be emptied: ${stderr.slice(-2000)}`);
}
