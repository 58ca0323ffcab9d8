import { Hono } from "hono";
import { describeError, errorBody } from "#server/errors";
import { LIMITS, type ServerParts } from "#server/parts";
import { refuse, type Refusal } from "#server/refuse";

/** Names who is acting, percent-encoded: a claim, as `--as` is. */
export const ACTOR_HEADER = "X-Rolecall-Actor";
const LONGEST_NAME = 200;

const TOO_LARGE: Refusal = {
  status: 413,
  kind: "bad-input",
  message: "The question is larger than 2 MB.",
  remedy: "Ask for less at once; an export goes to /upload.",
};
const NO_LENGTH: Refusal = {
  status: 411,
  kind: "bad-input",
  message: "The question does not say how long it is.",
  remedy: "Send it with the header Content-Length.",
};
const NOT_JSON: Refusal = {
  status: 415,
  kind: "bad-input",
  message: "The question is not JSON by its content type.",
  remedy: "Send it with the header Content-Type: application/json.",
};

/** `POST /api/<procedure>`: the body is the input, the answer the output, both JSON. */
export function apiRoutes({
  answer,
  isKnownProcedure,
  onBug,
}: Pick<ServerParts, "answer" | "isKnownProcedure" | "onBug">) {
  const routes = new Hono();
  routes.use("*", async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  routes.post("/:name", async (c) => {
    // Node reads no more than was said.
    const length = c.req.header("content-length");
    if (length === undefined) return refuse(c, NO_LENGTH, { Connection: "close" });
    if (Number(length) > LIMITS.question) return refuse(c, TOO_LARGE, { Connection: "close" });
    const name = c.req.param("name");
    if (!isKnownProcedure(name))
      return c.json(errorBody("not-found", "There is no such procedure.", { remedy: "Load the page again." }), 404);
    // A form of another site can send any type but this one without asking first.
    if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) return refuse(c, NOT_JSON);
    const input = parseBody(await c.req.text());
    if (!input) return c.json(errorBody("bad-input", "The question is not valid JSON."), 400);
    try {
      return c.json((await answer(name, input.value, readActor(c.req.header(ACTOR_HEADER)))) ?? null);
    } catch (error) {
      const { status, body } = describeError(error, onBug);
      return c.json(body, status);
    }
  });
  routes.all("*", (c) =>
    c.json(errorBody("bad-input", "Procedures are asked with POST /api/<name>."), 405, { Allow: "POST" }),
  );
  return routes;
}

function parseBody(text: string): { value: unknown } | undefined {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function readActor(header: string | undefined): string | null {
  if (header === undefined) return null;
  try {
    return (
      decodeURIComponent(header)
        .replaceAll(/\p{Cc}/gu, " ")
        .trim()
        .slice(0, LONGEST_NAME) || null
    );
  } catch {
    return null;
  }
}
