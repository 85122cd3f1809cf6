import { useEffect, useRef } from 'react';

/**
 * After going to another page: its name is the window's title, and its heading has the focus, so that a keyboard goes on
 * from the page and a screen reader says where it is.
 */
export function usePageAnnounced(pathname: string): void {
  const first = useRef(true);
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('#page h1');
    const title = () => {
      document.title = titleOf(document.querySelector('#page'));
    };
    title();
    if (heading === null) return;
    if (!first.current) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    first.current = false;
    // A page about one thing learns its name after it has been read.
    const watch = new MutationObserver(title);
    watch.observe(heading, { childList: true, characterData: true, subtree: true });
    return () => watch.disconnect();
  }, [pathname]);
}

/** "Activity, Decisions · Headroom". */
function titleOf(page: Element | null): string {
  const heading = page?.querySelector('h1')?.textContent?.trim() ?? '';
  const view = page?.querySelector('.hr-views [aria-current]')?.textContent?.trim() ?? '';
  const name = [heading, view === heading ? '' : view].filter(Boolean).join(', ');
  return name === '' ? 'Headroom' : `${name} · Headroom`;
}
