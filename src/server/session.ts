import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { NO_STORE } from "#server/headers";
import type { Secrets } from "#server/parts";
import { isForPrograms, refuse } from "#server/refuse";

/** New secrets, for one start of the server. */
export function createSecrets(): Secrets {
  const secret = (): string => randomBytes(32).toString("base64url");
  return { token: secret(), session: secret() };
}

/**
 * Lets a browser in that opened the printed address, and keeps everybody else out: other users and programs of this machine can
 * reach the port, too. The token leaves the address at once, so that it does not stand where a person copies it from.
 */
export function requireSession({ token, session }: Secrets, port: number): MiddlewareHandler {
  // Cookies hold for all ports of a host: with one name the last server that was started would close the others.
  const cookie = `rolecall_${port}`;
  return async (c, next) => {
    const isKnown = isSame(getCookie(c, cookie), session);
    const offered = c.req.query("token");
    if (c.req.method === "GET" && offered !== undefined && !isForPrograms(c.req.path)) {
      const isRight = isSame(offered, token);
      if (isRight) setCookie(c, cookie, session, { path: "/", httpOnly: true, sameSite: "Lax" });
      if (isRight || isKnown) {
        // Whole, with its host: of a path that begins with // a browser would take the rest for another host.
        const target = new URL(c.req.url);
        target.searchParams.delete("token");
        for (const [name, value] of Object.entries(NO_STORE)) c.header(name, value);
        return c.redirect(target.href, 303);
      }
    }
    if (isKnown) return next();
    return refuse(c, {
      status: 401,
      kind: "unauthorized",
      message: "Open the address that `rolecall serve` printed",
      remedy: "It holds a key that is new with every start. If the window is gone, start `rolecall serve` again.",
    });
  };
}

/** Takes as long however much of it is right. */
const isSame = (offered: string | undefined, secret: string): boolean =>
  offered !== undefined && timingSafeEqual(digest(offered), digest(secret));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
