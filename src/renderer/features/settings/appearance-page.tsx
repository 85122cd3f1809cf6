import './settings.css';
import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { Page, Panel, SegmentedControl } from '../../ui/index.ts';
import { DesktopNoticesSetting } from './desktop-notices-setting.tsx';
import { SettingsHead } from './settings-head.tsx';

const themes: readonly { readonly value: MantineColorScheme; readonly label: string }[] = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** What belongs to this window and not to the catalog. */
export function AppearancePage() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Page scroll head={<SettingsHead view="appearance" />}>
      <div className="settings">
        <Panel title="Appearance" meta="kept in this browser or desktop">
          <div className="settings-line">
            <div>
              <div>Theme</div>
              <div className="small dim">System follows this computer, also when it changes with the time of day.</div>
            </div>
            <SegmentedControl label="Theme" value={colorScheme} options={themes} onChange={setColorScheme} />
          </div>
          <div className="settings-line">
            <div>
              <div>Motion and contrast</div>
              <div className="small dim">Follow this computer: with reduced motion nothing slides.</div>
            </div>
            <span className="mid">System</span>
          </div>
        </Panel>
        <Panel title="Notices" meta="the inbox has all of them in any case">
          <DesktopNoticesSetting />
        </Panel>
      </div>
    </Page>
  );
}
