import { useNavigate } from '@tanstack/react-router';
import type { FeatureCommand } from '../../core/index.ts';

export function useActivityCommands(): FeatureCommand[] {
  const navigate = useNavigate();
  const go = (id: string, label: string, to: string, keywords: string[]): FeatureCommand => ({
    id,
    label,
    group: 'Go to',
    keywords,
    onRun: () => void navigate({ to }),
  });
  return [
    go('go-decisions', 'Go to Decisions', '/activity/decisions', ['why', 'granted', 'refused']),
    go('go-operations', 'Go to Operations', '/activity/operations', ['queued', 'failed', 'retry', 'journal']),
  ];
}
