import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * After going to another page: its name is the window's title, and its heading has the focus, so that a keyboard goes on
 * from the page and a screen reader says where it is.
 */
export function usePageAnnounced(): void {
  const router = useRouter();
  useEffect(() => {
    let watch: MutationObserver | undefined;
    const title = () => {
      document.title = titleOf(document.querySelector('#page'));
    };
    const arrive = (moved: boolean) => {
      title();
      watch?.disconnect();
      const heading = document.querySelector<HTMLElement>('#page h1');
      if (heading === null) return;
      // A page about one thing learns its name after it has been read.
      watch = new MutationObserver(title);
      watch.observe(heading, { childList: true, characterData: true, subtree: true });
      if (!moved) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    arrive(false);
    const stop = router.subscribe('onRendered', ({ fromLocation, toLocation }) =>
      arrive(fromLocation !== undefined && fromLocation.pathname !== toLocation.pathname),
    );
    return () => {
      stop();
      watch?.disconnect();
    };
  }, [router]);
}

/** "Activity, Decisions · Headroom". */
function titleOf(page: Element | null): string {
  const heading = page?.querySelector('h1')?.textContent?.trim() ?? '';
  const view = page?.querySelector('.hr-views [aria-current]')?.textContent?.trim() ?? '';
  const name = [heading, view === heading ? '' : view].filter(Boolean).join(', ');
  return name === '' ? 'Headroom' : `${name} · Headroom`;
}
