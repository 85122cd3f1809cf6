import './settings.css';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../core/index.ts';
import { Facts, Page, Panel } from '../../ui/index.ts';
import { licences } from './licences.ts';
import { SettingsHead } from './settings-head.tsx';

export function AboutPage() {
  const client = useClient();
  const { data: info } = useQuery({
    queryKey: ['system', 'info'],
    queryFn: ({ signal }) => client.system.info(undefined, { signal }),
  });
  return (
    <Page scroll head={<SettingsHead view="about" />}>
      <div className="settings">
        <Panel title="Headroom" meta="a console for people who run private data centers on libvirt/KVM">
          <Facts
            facts={[
              { label: 'Version', value: info?.version },
              { label: 'Runs as', value: info && (info.host === 'desktop' ? 'desktop program' : 'headless host') },
              { label: 'SQLite', value: info?.catalog.sqliteVersion },
              { label: 'Licence', value: 'Apache-2.0' },
            ]}
          />
        </Panel>
        <Panel title="Made with" meta="the parts that are in the program, and their licences" flush>
          <table className="settings-parts">
            <thead>
              <tr>
                <th scope="col">Part</th>
                <th scope="col">For</th>
                <th scope="col">Licence</th>
              </tr>
            </thead>
            <tbody>
              {licences.map((part) => (
                <tr key={part.name}>
                  <th scope="row">{part.name}</th>
                  <td className="mid">{part.what}</td>
                  <td className="mid">{part.licence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      </div>
    </Page>
  );
}
