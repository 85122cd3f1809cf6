import { useState } from 'react';
import { desktopFactsKey } from '../../../shared/port-message.ts';
import { Button } from '../../ui/index.ts';

type Permission = NotificationPermission | 'by-desktop' | 'unsupported';

function readPermission(): Permission {
  if (desktopFactsKey in window) return 'by-desktop';
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

const words: Record<Permission, { readonly state: string; readonly about: string }> = {
  'by-desktop': { state: 'On', about: 'The desktop shows them while its window is not in front.' },
  granted: {
    state: 'On',
    about: 'Shown while this window is not in front. Turn them off in the site settings of this browser.',
  },
  denied: {
    state: 'Off',
    about: 'This browser was told not to show them. Allow them in its site settings, then reload.',
  },
  default: {
    state: 'Off',
    about: 'What asks for someone can also be shown by this computer while the window is not in front.',
  },
  unsupported: { state: 'Off', about: 'This browser has none.' },
};

export function DesktopNoticesSetting() {
  const [permission, setPermission] = useState(readPermission);
  const { state, about } = words[permission];
  return (
    <div className="settings-line">
      <div>
        <div>Notifications of this computer</div>
        <div className="small dim">{about}</div>
      </div>
      {permission === 'default' ? (
        <Button onClick={() => void Notification.requestPermission().then(setPermission)}>Turn on</Button>
      ) : (
        <span className="mid">{state}</span>
      )}
    </div>
  );
}
