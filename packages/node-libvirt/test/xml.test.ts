import { describe, expect, it } from 'vitest';
import {
  readCapabilities,
  readDomain,
  readDomainCapabilities,
  readNetwork,
  readNodeDevice,
  readPool,
  readVolume,
  XmlError,
} from '../src/index.ts';

const domainXml = `
<domain type='kvm' id='7'>
  <name>web-1</name>
  <uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>
  <title>Shop &amp; till</title>
  <metadata><hr:instance xmlns:hr='https://headroom.example/instance' id='9'/></metadata>
  <memory unit='GiB'>2</memory>
  <currentMemory unit='KiB'>1048576</currentMemory>
  <vcpu placement='static' current='1'>4</vcpu>
  <os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>
  <cpu mode='host-passthrough'><topology sockets='1' dies='1' cores='2' threads='2'/></cpu>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/><source file='/pool/overlay.qcow2'/>
      <backingStore type='file'><format type='qcow2'/><source file='/pool/package.qcow2'/>
        <backingStore type='file'><format type='raw'/><source file='/pool/os.raw'/><backingStore/></backingStore>
      </backingStore>
      <target dev='vda' bus='virtio'/><serial>S1</serial><alias name='virtio-disk0'/>
    </disk>
    <disk type='volume' device='cdrom'><source pool='seeds' volume='web-1.iso'/><target dev='sda' bus='sata'/><readonly/></disk>
    <interface type='bridge'>
      <mac address='52:54:00:aa:bb:cc'/><source bridge='br0'/><target dev='vnet3'/><model type='virtio'/><alias name='net0'/>
      <filterref filter='clean-traffic'><parameter name='IP' value='10.0.0.9'/></filterref><link state='down'/>
    </interface>
    <serial type='pty'><source path='/dev/pts/4'/><target type='isa-serial' port='0'/><alias name='serial0'/></serial>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0' state='connected'/></channel>
    <graphics type='vnc' port='5901' autoport='yes' listen='127.0.0.1'/><graphics type='spice' port='-1'/>
    <hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0x0000' bus='0x3b' slot='0x00' function='0x1'/></source></hostdev>
  </devices>
</domain>`;

describe('XML readers', () => {
  it('read a domain', () => {
    const domain = readDomain(domainXml);
    expect(domain).toMatchObject({
      type: 'kvm',
      id: 7,
      name: 'web-1',
      title: 'Shop & till',
      memoryBytes: 2n << 30n,
      currentMemoryBytes: 1n << 30n,
      vcpus: 4,
      currentVcpus: 1,
      architecture: 'x86_64',
      machine: 'pc-q35-7.2',
      cpuMode: 'host-passthrough',
      topology: { sockets: 1, dies: 1, cores: 2, threads: 2 },
      metadataNamespaces: ['https://headroom.example/instance'],
    });
    expect(domain.disks).toEqual([
      {
        type: 'file',
        path: '/pool/overlay.qcow2',
        format: 'qcow2',
        device: 'disk',
        target: 'vda',
        bus: 'virtio',
        alias: 'virtio-disk0',
        serial: 'S1',
        readOnly: false,
        shareable: false,
        backing: [
          { type: 'file', path: '/pool/package.qcow2', format: 'qcow2' },
          { type: 'file', path: '/pool/os.raw', format: 'raw' },
        ],
      },
      {
        type: 'volume',
        pool: 'seeds',
        volume: 'web-1.iso',
        device: 'cdrom',
        target: 'sda',
        bus: 'sata',
        readOnly: true,
        shareable: false,
        backing: [],
      },
    ]);
    expect(domain.interfaces).toEqual([
      {
        type: 'bridge',
        mac: '52:54:00:aa:bb:cc',
        source: 'br0',
        target: 'vnet3',
        model: 'virtio',
        alias: 'net0',
        filter: { name: 'clean-traffic', parameters: { IP: '10.0.0.9' } },
        linkDown: true,
      },
    ]);
    expect(domain.graphics).toEqual([{ type: 'vnc', port: 5901, listen: '127.0.0.1' }, { type: 'spice' }]);
    expect(domain.characterDevices).toEqual([
      { kind: 'serial', type: 'pty', path: '/dev/pts/4', alias: 'serial0', targetPort: 0 },
      { kind: 'channel', type: 'unix', targetName: 'org.qemu.guest_agent.0', state: 'connected' },
    ]);
    expect(domain.hostDevices).toEqual([{ type: 'pci', managed: true, pciAddress: '0000:3b:00.1' }]);
  });

  it('read storage, networks and devices', () => {
    expect(
      readPool(
        `<pool type='dir'><name>p</name><capacity unit='bytes'>100</capacity><available>40</available><target><path>/p</path></target></pool>`,
      ),
    ).toEqual({
      type: 'dir',
      name: 'p',
      capacityBytes: 100n,
      availableBytes: 40n,
      targetPath: '/p',
      sourceHosts: [],
      sourceDevices: [],
    });
    expect(
      readVolume(
        `<volume type='file'><name>v</name><capacity unit='MiB'>3</capacity><target><path>/p/v</path><format type='qcow2'/></target><backingStore><path>/p/b</path><format type='raw'/></backingStore></volume>`,
      ),
    ).toEqual({
      type: 'file',
      name: 'v',
      capacityBytes: 3n << 20n,
      path: '/p/v',
      format: 'qcow2',
      backing: { path: '/p/b', format: 'raw' },
      encrypted: false,
    });
    expect(
      readNetwork(
        `<network connections='2'><name>n</name><forward mode='nat'/><bridge name='virbr0'/><ip address='10.1.0.1' netmask='255.255.255.0'><dhcp><range start='10.1.0.2' end='10.1.0.9'/><host mac='52:54:00:00:00:01' ip='10.1.0.3'/></dhcp></ip></network>`,
      ),
    ).toEqual({
      name: 'n',
      forward: 'nat',
      bridge: 'virbr0',
      connections: 2,
      portgroups: [],
      addresses: [
        {
          family: 'ipv4',
          address: '10.1.0.1',
          netmask: '255.255.255.0',
          dhcpRanges: [{ start: '10.1.0.2', end: '10.1.0.9' }],
          dhcpHosts: [{ mac: '52:54:00:00:00:01', address: '10.1.0.3' }],
        },
      ],
    });
    expect(
      readNodeDevice(
        `<device><name>pci_0000_3b_00_0</name><parent>computer</parent><driver><name>vfio-pci</name></driver><capability type='pci'><class>0x030200</class><domain>0</domain><bus>59</bus><slot>0</slot><function>0</function><product id='0x20b0'>A100</product><vendor id='0x10de'>NVIDIA</vendor><capability type='virt_functions' maxCount='16'/><iommuGroup number='41'/><numa node='1'/></capability></device>`,
      ).pci,
    ).toEqual({
      type: 'pci',
      address: '0000:3b:00.0',
      class: '0x030200',
      vendorId: '0x10de',
      vendor: 'NVIDIA',
      productId: '0x20b0',
      product: 'A100',
      iommuGroup: 41,
      numaNode: 1,
      roles: ['virt_functions'],
      maximumVirtualFunctions: 16,
    });
  });

  it('read capabilities', () => {
    const host = readCapabilities(
      `<capabilities><host><uuid>u</uuid><cpu><arch>x86_64</arch><model>EPYC</model><topology sockets='1' cores='2' threads='2'/><feature name='svm'/></cpu><iommu support='yes'/><migration_features><live/></migration_features><topology><cells num='1'><cell id='0'><memory unit='KiB'>1024</memory><pages unit='KiB' size='4'>256</pages><cpus num='1'><cpu id='0' socket_id='0' core_id='0' siblings='0-1'/></cpus></cell></cells></topology></host><guest><os_type>hvm</os_type><arch name='x86_64'><emulator>/q</emulator><machine>pc</machine><domain type='qemu'/><domain type='kvm'/></arch></guest></capabilities>`,
    );
    expect(host).toMatchObject({
      architecture: 'x86_64',
      cpuModel: 'EPYC',
      features: ['svm'],
      iommu: true,
      liveMigration: true,
    });
    expect(host.cells).toEqual([
      {
        id: 0,
        memoryBytes: 1n << 20n,
        cpus: [{ id: 0, socket: 0, core: 0, siblings: '0-1' }],
        pages: [{ sizeBytes: 4096n, count: 256 }],
      },
    ]);
    expect(host.guests).toEqual([
      { osType: 'hvm', architecture: 'x86_64', emulator: '/q', machines: ['pc'], domainTypes: ['qemu', 'kvm'] },
    ]);
    const domain = readDomainCapabilities(
      `<domainCapabilities><path>/q</path><domain>kvm</domain><machine>pc</machine><arch>x86_64</arch><vcpu max='255'/><os supported='yes'><enum name='firmware'><value>efi</value></enum></os><cpu><mode name='custom' supported='yes'><model usable='no'>EPYC</model><model usable='yes'>qemu64</model></mode></cpu><devices><disk supported='yes'><enum name='bus'><value>virtio</value></enum></disk><tpm supported='no'/></devices><features><sev supported='no'/><genid supported='yes'/></features></domainCapabilities>`,
    );
    expect(domain).toMatchObject({
      maximumVcpus: 255,
      firmware: ['efi'],
      features: ['genid'],
      devices: { disk: { bus: ['virtio'] } },
    });
    expect(domain.cpuModes).toEqual([
      {
        name: 'custom',
        supported: true,
        models: [
          { name: 'EPYC', usable: false },
          { name: 'qemu64', usable: true },
        ],
      },
    ]);
  });

  it('refuse what is broken or something else', () => {
    expect(() => readDomain('<domain><name>x</domain>')).toThrow(XmlError);
    expect(() => readDomain('<network/>')).toThrow(/<domain> was expected, <network> was found/);
    expect(() => readDomain('')).toThrow(XmlError);
    expect(() => readDomain(`<!DOCTYPE d [<!ENTITY a "b">]><domain><name>&a;</name></domain>`)).toThrow(
      /document type/,
    );
    expect(() => readDomain(`<domain>${'x'.repeat(5_000_000)}</domain>`)).toThrow(/is over/);
  });
});
