import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import type { ApiInput, ApiOutput } from "../call";

/**
 * Until what the rows of a list were up to date that `useKeysetRows` has read with the same input; undefined while it
 * shows others. Of several pages the oldest counts: what came after it nobody has seen in all of them.
 */
export function useListAsOf(input: ApiInput<"listFindings">, limit: number): string | undefined {
  const client = useQueryClient();
  const data = client.getQueryData<InfiniteData<ApiOutput<"listFindings">>>(["listFindings", input, limit]);
  return data?.pages.map(({ asOf }) => asOf).sort()[0];
}
