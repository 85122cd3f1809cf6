import { useQueries } from '@tanstack/react-query';

/**
 * A number that grows when the feed says that a topic changed. For what keeps its rows outside the query cache, such
 * as a window onto 100,000 of them.
 */
export function useTopicVersion(topics: readonly string[]): number {
  const results = useQueries({
    queries: topics.map((topic) => ({ queryKey: [topic, 'version'], queryFn: () => Promise.resolve(nextVersion()) })),
  });
  return results.reduce((newest, result) => Math.max(newest, result.data ?? 0), 0);
}

let version = 0;
const nextVersion = () => {
  version += 1;
  return version;
};
