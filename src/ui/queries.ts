import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { call, type ApiInput, type ApiOutput, type ProcedureName } from "./call";
import { CallError, readConnection } from "./call-error";
import { noteConnection } from "./connection";

const noteError = (error: Error): void => {
  if (error instanceof CallError) noteConnection(readConnection(error));
};
const noteSuccess = (): void => noteConnection("there");

/** What the screens know of the host. A busy host is asked again; one that does not answer is the banner's business. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: noteError, onSuccess: noteSuccess }),
    mutationCache: new MutationCache({ onError: noteError, onSuccess: noteSuccess }),
    defaultOptions: {
      queries: {
        // Locally the host is on this machine; in Jira the bridge says what is wrong. The browser knows less.
        networkMode: "always",
        staleTime: 5_000,
        retry: (failures, error) => error instanceof CallError && error.kind === "busy" && failures < 3,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });

export interface CallOptions {
  isEnabled?: boolean;
  /** Shows the output of the input before until the new one is there: for filters, so that lists do not flicker. */
  isKeepingPrevious?: boolean;
  /** Asks again after so many milliseconds. */
  interval?: number | false;
}

/** The output of a procedure that only reads, kept for all screens. `error` is always a CallError. */
export const useCall = <N extends ProcedureName>(
  name: N,
  input: ApiInput<N>,
  options: CallOptions = {},
): UseQueryResult<ApiOutput<N>, CallError> =>
  useQuery<ApiOutput<N>, CallError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, signal),
    enabled: options.isEnabled ?? true,
    refetchInterval: options.interval ?? false,
    placeholderData: options.isKeepingPrevious ? keepPreviousData : undefined,
  } as Parameters<typeof useQuery<ApiOutput<N>, CallError>>[0]);

/** A procedure that changes something. Afterwards everything on screen is asked for again. */
export function useChange<N extends ProcedureName>(name: N): UseMutationResult<ApiOutput<N>, CallError, ApiInput<N>> {
  const client = useQueryClient();
  return useMutation<ApiOutput<N>, CallError, ApiInput<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => void client.invalidateQueries(),
  });
}
