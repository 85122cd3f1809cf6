import { createHashHistory, createRootRoute, createRouter } from '@tanstack/react-router';
import { Console } from './console.tsx';
import { allFeatures } from './features.ts';
import { galleryRoute } from './gallery-route.tsx';
import { PageFailed, PageMissing } from './page-trouble.tsx';

/** Hash history: the same addresses work under the custom scheme of the desktop and on any server. */
export function createConsoleRouter() {
  const root = createRootRoute({ component: Console });
  const routes = [...allFeatures.flatMap((feature) => feature.routes(root)), galleryRoute(root)];
  return createRouter({
    routeTree: root.addChildren(routes),
    history: createHashHistory(),
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageMissing,
    // A page that shows a table keeps its own place; the frame never scrolls.
    scrollRestoration: false,
  });
}
