import { PageHead, type PrimaryAction } from '../../ui/index.ts';

export const settingsViews = [
  { id: 'appearance', label: 'Appearance', href: '#/settings' },
  { id: 'tokens', label: 'Access tokens', href: '#/settings/tokens' },
  { id: 'catalog', label: 'Catalog', href: '#/settings/catalog' },
  { id: 'api', label: 'API', href: '#/settings/api' },
  { id: 'about', label: 'About', href: '#/settings/about' },
] as const;

export function SettingsHead(props: {
  readonly view: (typeof settingsViews)[number]['id'];
  readonly primary?: PrimaryAction;
}) {
  return (
    <PageHead
      title="Settings"
      views={settingsViews}
      currentView={props.view}
      {...(props.primary === undefined ? {} : { primary: props.primary })}
    />
  );
}
