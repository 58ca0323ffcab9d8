import type { FindingDetail, TrailRow } from "#usecases/api/shapes";
import type { ApiOutput } from "../call";
import type { CallError } from "../call-error";
import { useCall } from "../queries";

/** What a drawer is opened on. */
export type Opened = { finding: string } | { item: string };
export type ItemDetail = ApiOutput<"getItem">;

export interface Shown {
  /** Changes when something else is shown. */
  key: string;
  subject: string | undefined;
  title: string | undefined;
  url: string | null;
  /** The finding that was opened. */
  finding: FindingDetail | undefined;
  /** That one first, then the others about the same item. */
  findings: readonly FindingDetail[];
  detail: ItemDetail | undefined;
  trail: readonly TrailRow[];
  /** Until what it was up to date. */
  asOf: string | undefined;
  error: CallError | null;
  isPending: boolean;
  retry: () => void;
}

/** Reads what a drawer shows. What was shown before stays until the next is there, so that walking on does not flicker. */
export function useOpened(opened: Opened): Shown {
  const id = "finding" in opened ? opened.finding : undefined;
  const one = useCall("getFinding", { id: id ?? "" }, { isEnabled: id !== undefined, isKeepingPrevious: true });
  const finding = id === undefined || one.error ? undefined : one.data?.finding;
  const name = "item" in opened ? opened.item : finding?.item?.id;
  const item = useCall("getItem", { name: name ?? "-" }, { isEnabled: name !== undefined, isKeepingPrevious: true });
  const found = name === undefined || item.error ? undefined : item.data;
  // While it walks on, what is there of the item belongs to the finding before.
  const detail = finding?.item && found && finding.item.id !== found.item.id ? undefined : found;
  const findings = [
    ...(finding ? [finding] : []),
    ...(detail?.findings ?? []).filter((other) => other.id !== finding?.id),
  ];
  const isStale = one.isPlaceholderData || item.isPlaceholderData;
  const times = [finding && one.data?.asOf, detail?.asOf].filter((time) => time !== undefined);
  return {
    key: finding?.id ?? detail?.item.id ?? "",
    ...{ subject: finding?.subject ?? detail?.item.key, title: finding?.item?.title ?? detail?.item.title },
    url: finding?.item?.url ?? detail?.item.url ?? null,
    ...{ finding, findings, detail },
    trail: detail?.trail ?? (finding && one.data?.trail) ?? [],
    // Of two answers the older one: what was decided between them was not seen in both.
    asOf: isStale ? undefined : times.sort()[0],
    error: (id !== undefined && one.error) || (name !== undefined && item.error) || null,
    isPending: (id !== undefined && one.isPending) || (name !== undefined && item.isPending),
    retry: () => void (one.error ? one.refetch() : item.refetch()),
  };
}
