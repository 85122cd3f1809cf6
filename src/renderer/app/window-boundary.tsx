import { Component, type ReactNode } from 'react';
import { Button, ErrorNote } from '../ui/index.ts';

/** The last resort: the frame itself failed. Pages have a boundary of their own, which keeps the frame. */
export class WindowBoundary extends Component<
  { readonly children: ReactNode },
  { readonly failure: Error | undefined }
> {
  override state = { failure: undefined };

  static getDerivedStateFromError(failure: unknown) {
    return { failure: failure instanceof Error ? failure : new Error(String(failure)) };
  }

  override render() {
    const { failure } = this.state as { failure: Error | undefined };
    if (failure === undefined) return this.props.children;
    return (
      <main className="app-alone">
        <h1>Headroom</h1>
        <ErrorNote
          title="The console could not be drawn"
          why={failure.message}
          unchanged="Core runs on; nothing was changed."
          next="Reload the window. If it comes back, report the code below with the log of core."
          actions={<Button onClick={() => location.reload()}>Reload the window</Button>}
          code={`window.defect, ${failure.name}`}
        />
      </main>
    );
  }
}
