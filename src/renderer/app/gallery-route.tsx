import { type AnyRoute, createRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PageMissing } from './page-trouble.tsx';
import { useSystemInfo } from './use-system-info.ts';

const Gallery = lazy(async () => ({ default: (await import('../gallery/gallery.tsx')).Gallery }));

/**
 * The parts of the design system, all states of them. A chunk of its own that nobody loads by accident: it opens in
 * development builds, in builds that ask for it, and on demo catalogs, where the tests take its pictures.
 */
function GalleryPage() {
  const info = useSystemInfo();
  const offered =
    import.meta.env.DEV || Boolean(import.meta.env['VITE_HEADROOM_GALLERY']) || info?.catalog.mode === 'demo';
  if (info === undefined) return null;
  if (!offered) return <PageMissing />;
  return (
    <Suspense fallback={null}>
      <Gallery />
    </Suspense>
  );
}

export const galleryRoute = (root: AnyRoute): AnyRoute =>
  createRoute({ getParentRoute: () => root, path: '/gallery', component: GalleryPage });
