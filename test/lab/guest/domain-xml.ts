/** A guest as libvirt wants it described. */
import { guestOnHost } from './build.ts';

export interface GuestDomain {
  readonly name: string;
  readonly uuid?: string;
  readonly memoryMib?: number;
  readonly vcpus?: number;
  /** KVM where the machine runs guests with it; plain QEMU runs everywhere. */
  readonly virtualization?: 'qemu' | 'kvm';
  /** Disks by their path on the host. The first one is booted, unless `direct` boots the kernel itself. */
  readonly disks?: readonly { readonly path: string; readonly format: 'qcow2' | 'raw'; readonly readOnly?: boolean }[];
  readonly direct?: boolean;
  readonly kernelArguments?: string;
  readonly nic?: { readonly kind: 'network' | 'bridge'; readonly source: string; readonly mac?: string };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;');

export function guestXml(guest: GuestDomain): string {
  const direct = guest.direct ?? (guest.disks ?? []).length === 0;
  const kernel = direct
    ? `<kernel>${guestOnHost.kernel}</kernel><initrd>${guestOnHost.initramfs}</initrd><cmdline>${escaped(`console=ttyS0 quiet panic=-1 ${guest.kernelArguments ?? ''}`.trim())}</cmdline>`
    : `<boot dev='hd'/>`;
  const disks = (guest.disks ?? []).map(
    (disk, index) =>
      `<disk type='file' device='disk'><driver name='qemu' type='${disk.format}'/><source file='${escaped(disk.path)}'/><target dev='vd${String.fromCharCode(97 + index)}' bus='virtio'/>${disk.readOnly ? '<readonly/>' : ''}</disk>`,
  );
  const mac = guest.nic?.mac ? `<mac address='${guest.nic.mac}'/>` : '';
  const nic = guest.nic
    ? `<interface type='${guest.nic.kind}'>${mac}<source ${guest.nic.kind}='${escaped(guest.nic.source)}'/><model type='virtio'/></interface>`
    : '';
  // Without ACPI and APIC an idle guest keeps a few percent of a core busy.
  return `<domain type='${guest.virtualization ?? 'qemu'}'>
  <name>${escaped(guest.name)}</name>
  ${guest.uuid ? `<uuid>${guest.uuid}</uuid>` : ''}
  <memory unit='MiB'>${guest.memoryMib ?? 128}</memory>
  <vcpu>${guest.vcpus ?? 1}</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type>${kernel}</os>
  <features><acpi/><apic/></features>
  <cpu mode='maximum'/>
  <on_reboot>restart</on_reboot>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    ${disks.join('\n    ')}
    ${nic}
    <serial type='pty'><log file='/var/log/libvirt/${escaped(guest.name)}-console.log'/><target port='0'/></serial>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <memballoon model='virtio'><stats period='1'/></memballoon>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
    <graphics type='vnc' autoport='yes' listen='127.0.0.1'/>
    <video><model type='vga'/></video>
  </devices>
</domain>
`;
}
