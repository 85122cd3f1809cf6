import './app.css';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { CoreProvider } from '../core/index.ts';
import { HeadroomProvider } from '../ui/index.ts';
import { createConsoleRouter } from './router.tsx';
import { WindowBoundary } from './window-boundary.tsx';

export function App() {
  return (
    <HeadroomProvider>
      <WindowBoundary>
        <CoreProvider>
          <Routes />
        </CoreProvider>
      </WindowBoundary>
    </HeadroomProvider>
  );
}

/** Below CoreProvider on purpose: the token is taken out of the address before a router reads it. */
function Routes() {
  const [router] = useState(createConsoleRouter);
  return <RouterProvider router={router} />;
}
