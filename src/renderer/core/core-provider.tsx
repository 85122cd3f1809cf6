import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import {
  Connection,
  type ConnectionState,
  type ContractClient,
  DisconnectedError,
  followFeed,
} from '../../shared/client/index.ts';
import { dialCore } from './dial-core.ts';
import { refusalOf } from './refusals.ts';

const CoreContext = createContext<Connection | undefined>(undefined);

/** The window's one connection to core, its cache of answers, and the feed that says which of them are old. */
export function CoreProvider({ children, connection: given }: { children: ReactNode; connection?: Connection }) {
  const [connection] = useState(() => given ?? new Connection(dialCore()));
  const [queries] = useState(makeQueryClient);
  useEffect(() => {
    const stop = new AbortController();
    void keepFresh(connection, queries, stop.signal);
    const hurry = () => connection.retryNow();
    window.addEventListener('online', hurry);
    return () => {
      stop.abort();
      window.removeEventListener('online', hurry);
    };
  }, [connection, queries]);
  return (
    <CoreContext.Provider value={connection}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </CoreContext.Provider>
  );
}

export function useConnection(): Connection {
  const connection = useContext(CoreContext);
  if (connection === undefined) throw new Error('useConnection outside of CoreProvider');
  return connection;
}

export const useClient = (): ContractClient => useConnection().client;

export function useConnectionState(): ConnectionState {
  const connection = useConnection();
  return useSyncExternalStore(
    (listener) => connection.subscribe(listener),
    () => connection.state,
  );
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The feed says when an answer is old; time alone doesn't make it so.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (count, error) => error instanceof DisconnectedError && count < 10 && refusalOf(error) === undefined,
        retryDelay: 500,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** A query's key begins with the topic of what it shows, so one event makes exactly the answers of that topic old. */
async function keepFresh(connection: Connection, queries: QueryClient, signal: AbortSignal): Promise<void> {
  for await (const batch of followFeed(connection, signal)) {
    if (batch.resync) {
      await queries.invalidateQueries();
      continue;
    }
    const topics = new Set(batch.events.map((event) => event.topic));
    await Promise.all([...topics].map((topic) => queries.invalidateQueries({ queryKey: [topic] })));
  }
}
