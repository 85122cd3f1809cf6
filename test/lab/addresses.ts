/** The lab's one address plan. Every lab has its own network namespace, so all of them use the same plan. */

export const gateway = '10.77.0.1';
export const hostName = (index: number): string => `h${index}`;
export const hostAddress = (index: number): string => `10.77.0.${10 + index}`;
export const ports = { ssh: 22, tcp: 16509, tls: 16514 } as const;

/** Fixed, because a host that comes back with another address would be unreachable until every ARP entry is stale. */
export const managementMac = (index: number): string => `02:77:00:00:00:${index.toString(16).padStart(2, '0')}`;
export const dataMac = (index: number): string => `02:77:00:00:01:${index.toString(16).padStart(2, '0')}`;

/** The hosts file of everything in the lab. */
export function hostsFile(count: number): string {
  const lines = ['127.0.0.1 localhost', `${gateway} console.lab console`];
  for (let index = 1; index <= count; index += 1) {
    lines.push(`${hostAddress(index)} ${hostName(index)}.lab ${hostName(index)}`);
  }
  return `${lines.join('\n')}\n`;
}
