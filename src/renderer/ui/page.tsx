import './frame.css';
import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

export interface PageProps {
  /** `<PageHead>`. */
  readonly head: ReactNode;
  readonly children: ReactNode;
  /** `<Inspector>` of what is selected; leave it out where nothing is. */
  readonly inspector?: ReactNode | undefined;
  /** Closes the drawer that the inspector becomes in a narrow window. */
  readonly onCloseInspector?: () => void;
  /** Pages of panels scroll; pages of one table or map do not, their content does. */
  readonly scroll?: boolean;
}

/** A page head, the content, and the inspector beside it: never over the table it explains, unless there is no room. */
export function Page({ head, children, inspector, onCloseInspector, scroll = false }: PageProps) {
  const narrow = useMediaQuery('(max-width: 1199px)', false, { getInitialValueInEffect: false }) ?? false;
  const inspected = inspector !== undefined && inspector !== null;
  return (
    <div className="hr-page" data-inspected={(inspected && !narrow) || undefined}>
      <main id="page" tabIndex={-1} className="hr-main">
        {head}
        {/* A scrolling region must be reachable by keyboard. */}
        <div className="hr-body" data-scroll={scroll || undefined} {...(scroll ? { tabIndex: 0 } : {})}>
          {children}
        </div>
      </main>
      {inspected && !narrow ? (
        <aside className="hr-aside" aria-label="Inspector">
          {inspector}
        </aside>
      ) : null}
      {narrow ? (
        <Drawer
          opened={inspected}
          onClose={() => onCloseInspector?.()}
          position="right"
          size={360}
          padding={0}
          withCloseButton={false}
          classNames={{ content: 'hr-drawer', body: 'hr-drawer-body' }}
          attributes={{ content: { 'aria-label': 'Inspector' } }}
        >
          {inspector}
        </Drawer>
      ) : null}
    </div>
  );
}
