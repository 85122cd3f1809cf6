import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HeadroomProvider } from '../ui/index.ts';
import { Gallery } from './gallery.tsx';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <HeadroomProvider>
        <Gallery />
      </HeadroomProvider>
    </StrictMode>,
  );
}
