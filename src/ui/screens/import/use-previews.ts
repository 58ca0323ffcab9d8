import { useQueries } from "@tanstack/react-query";
import { call } from "../../call";
import type { Preview } from "./file-preview";
import type { Upload } from "./use-uploads";

/** What the panels of some exports have asked about them, by the exports' names; nothing is asked here. */
export function usePreviews(
  uploads: readonly Upload[],
  columns: Readonly<Record<string, string>>,
): ReadonlyMap<string, Preview> {
  const ids = uploads.flatMap(({ id }) => (id === null ? [] : [id]));
  return useQueries({
    queries: ids.map((upload) => ({
      queryKey: ["previewImport", { upload, columns }],
      queryFn: () => call("previewImport", { upload, columns: { ...columns } }),
      enabled: false,
    })),
    combine: (previews) =>
      new Map(previews.flatMap(({ data }, index) => (data ? [[ids[index] ?? "", data] as const] : []))),
  });
}
