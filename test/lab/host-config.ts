/** The configuration files of one lab host, as text. */
import { createHash } from 'node:crypto';
import { hostAddress } from './addresses.ts';

export interface HostSettings {
  readonly index: number;
  readonly labName: string;
  readonly cgroupControllers: readonly string[];
}

/** Stable for a lab and a place in it, so that a host that was switched off and on is the same host. */
export function hostUuid(labName: string, index: number): string {
  const digits = createHash('sha256').update(`headroom-lab/${labName}/${index}`).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

export const libvirtdConf = (host: HostSettings): string => `listen_tls = 1
listen_tcp = 1
listen_addr = "0.0.0.0"
auth_tcp = "none"
auth_tls = "none"
auth_unix_rw = "none"
auth_unix_ro = "none"
unix_sock_rw_perms = "0777"
host_uuid = "${hostUuid(host.labName, host.index)}"
max_clients = 500
max_client_requests = 50
log_outputs = "2:file:/var/log/libvirt/libvirtd.log"
`;

/** QEMU runs as the namespace's root: with another user, a /dev/kvm of mode 0600 makes each start probe for 10 s or more. */
export const qemuConf = (host: HostSettings): string => `user = "root"
group = "root"
security_driver = "none"
namespaces = []
cgroup_controllers = [${host.cgroupControllers.map((controller) => `"${controller}"`).join(', ')}]
stdio_handler = "logd"
migration_address = "0.0.0.0"
migration_host = "${hostAddress(host.index)}"
vnc_listen = "127.0.0.1"
`;

/** Reads no per-user file: everything it believes is in the host's own /etc/ssh. */
export const sshdConfig = `Port 22
HostKey /etc/ssh/host_key
AuthorizedKeysFile /etc/ssh/authorized_keys
PidFile none
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UseDNS no
MaxSessions 100
MaxStartups 100
`;

/** For \`ssh\` from a host or the console to a host: migration over SSH and a person's own shell. */
export const sshConfig = `Host *
  IdentityFile /etc/ssh/id
  IdentitiesOnly yes
  UserKnownHostsFile /etc/ssh/known_hosts
  StrictHostKeyChecking yes
  BatchMode yes
`;

/** Without password and not locked: sshd refuses a locked root even with the right key. */
export const shadowFile = 'root:*:20000:0:99999:7:::\nnobody:*:20000:0:99999:7:::\nsshd:!:20000::::::\n';

export const poolXml = (name: string, folder: string): string => `<pool type='dir'>
  <name>${name}</name>
  <target><path>${folder}</path></target>
</pool>
`;

export const networkXml = `<network>
  <name>default</name>
  <forward mode='nat'/>
  <bridge name='virbr0' stp='off' delay='0'/>
  <ip address='192.168.122.1' netmask='255.255.255.0'>
    <dhcp><range start='192.168.122.2' end='192.168.122.254'/></dhcp>
  </ip>
</network>
`;
