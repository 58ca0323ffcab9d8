import { Hono } from "hono";
import { refuse, type Refusal } from "#server/refuse";
import { INDEX, isFilePath, type UiFile, type UiFiles } from "#server/ui-files";

const NOT_BUILT: Refusal = {
  status: 503,
  kind: "not-built",
  message: "The pages of Rolecall are not there",
  remedy: "They are built with: npm run build. Then start `rolecall serve` again.",
};
const NO_FILE: Refusal = {
  status: 404,
  kind: "not-found",
  message: "There is no such file",
  remedy: "Load the page again.",
};
const READ_ONLY: Refusal = {
  status: 405,
  kind: "bad-input",
  message: "Pages can only be read",
  remedy: "Open the page itself.",
};

/** The pages: files as they are, and for every other address the one page that shows it. */
export function uiRoutes(files: UiFiles | null) {
  const routes = new Hono();
  routes.get("*", (c) => {
    const index = files?.get(INDEX);
    if (!files || !index) return refuse(c, NOT_BUILT);
    const { path } = c.req;
    // Pages lie one level deep: they find their files from there.
    if (/^\/[^/]+\/+$/.test(path) && !isFilePath(path)) return c.redirect(withoutSlash(c.req.url), 308);
    const file = files.get(path) ?? (isFilePath(path) || path.lastIndexOf("/") > 0 ? undefined : index);
    if (!file) return refuse(c, NO_FILE);
    return c.body(file.bytes, 200, { "Content-Type": file.type, "Cache-Control": cachingOf(file) });
  });
  routes.all("*", (c) => refuse(c, READ_ONLY, { Allow: "GET, HEAD" }));
  return routes;
}

function withoutSlash(url: string): string {
  const target = new URL(url);
  target.pathname = target.pathname.replace(/\/+$/, "");
  return target.href;
}

function cachingOf({ isHashed, type }: UiFile): string {
  if (isHashed) return "public, max-age=31536000, immutable";
  return type.startsWith("text/html") ? "no-store" : "no-cache";
}
