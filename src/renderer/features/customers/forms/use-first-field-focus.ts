import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * A page that is one form begins at its first field, where other pages begin at their heading. The form may be there
 * before the router says that the page is, or after (its customer had to be read first), so both moments count.
 */
export function useFirstFieldFocus(): void {
  const router = useRouter();
  useEffect(() => {
    const focus = () => document.querySelector<HTMLElement>('#page form [data-autofocus]')?.focus();
    const frame = requestAnimationFrame(focus);
    const stop = router.subscribe('onRendered', focus);
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [router]);
}
