import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export interface Inspect {
  /** The row that the inspector shows. It is in the address, so that a link can lead to it and Back closes it. */
  readonly inspect?: string;
}

export function readInspect(search: Record<string, unknown>): Inspect {
  const given = search['inspect'];
  return typeof given === 'string' || typeof given === 'number' ? { inspect: String(given) } : {};
}

export function useInspected(path: string) {
  const { inspect }: Inspect = useSearch({ strict: false });
  const navigate = useNavigate();
  const setInspected = useCallback(
    (key: string | undefined) =>
      void navigate({ to: path, search: key === undefined ? {} : { inspect: key }, replace: inspect !== undefined }),
    [navigate, path, inspect],
  );
  return { inspected: inspect, setInspected };
}
