import { keepPreviousData, useInfiniteQuery, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { call, type ApiInput, type ApiOutput } from "../call";
import type { CallError } from "../call-error";

type Lister = "listFindings" | "listItems" | "listTrail";
type RowOf<N extends Lister> = ApiOutput<N>["rows"][number];

export interface KeysetRows<Row> {
  getRow: (index: number) => Row | undefined;
  /** For `VirtualTable`: fetches page after page until what is in sight is there. */
  onRange: (start: number, end: number) => void;
  loaded: readonly Row[];
  /**
   * Until what all of them were up to date, where the host says so: of several pages the oldest counts. Undefined while
   * rows of another input are shown.
   */
  asOf: string | undefined;
  error: CallError | null;
  isPending: boolean;
  retry: () => void;
}

/** Rows of a list that the host hands out in pages, each named by the one before. */
export function useKeysetRows<N extends Lister>(
  name: N,
  input: Omit<ApiInput<N>, "after" | "limit">,
  limit = 100,
): KeysetRows<RowOf<N>> {
  const query = useInfiniteQuery<ApiOutput<N>, CallError, Joined<N>, unknown[], string | undefined>({
    queryKey: [name, input, limit],
    queryFn: ({ pageParam, signal }) =>
      call(name, { ...input, limit, ...(pageParam === undefined ? {} : { after: pageParam }) } as ApiInput<N>, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: joinPages<N>,
    placeholderData: keepPreviousData,
  });
  const { data, error, isPending, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const loaded = useMemo(() => data?.rows ?? [], [data?.rows]);
  const asOf = query.isPlaceholderData ? undefined : data?.asOf;
  const getRow = useCallback((index: number) => loaded[index], [loaded]);
  const onRange = useCallback(
    (_start: number, end: number) => {
      if (end > loaded.length - limit / 2 && hasNextPage && !isFetching && error === null) void fetchNextPage();
    },
    [loaded.length, limit, hasNextPage, isFetching, error, fetchNextPage],
  );
  return { getRow, onRange, loaded, asOf, error, isPending, retry: () => void refetch() };
}

interface Joined<N extends Lister> {
  rows: readonly RowOf<N>[];
  asOf: string | undefined;
}

// One function for all draws: another one each time would have all rows joined and compared again at each of them.
function joinPages<N extends Lister>({ pages }: InfiniteData<ApiOutput<N>>): Joined<N> {
  const times = pages.flatMap((page) => ("asOf" in page ? [page.asOf] : []));
  return { rows: pages.flatMap((page) => page.rows as RowOf<N>[]), asOf: times.sort()[0] };
}
