import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { readWebhook } from "#adapters/linear/webhook";
import { ForbiddenError } from "#ports";

const SECRET = "the secret of the webhook";

function deliver(payload: object, { secret = SECRET, sentAgo = 0 } = {}) {
  const body = Buffer.from(JSON.stringify({ webhookTimestamp: Date.now() - sentAgo, ...payload }));
  return { body, signature: createHmac("sha256", secret).update(body).digest("hex"), delivery: "d-1" };
}

test("a signed delivery names the item to read again", () => {
  expect(readWebhook(deliver({ type: "Issue", action: "update", data: { id: "i-1" } }), SECRET)).toEqual({
    ...{ delivery: "d-1", entity: "issues", id: "i-1", isRemoved: false },
  });
  expect(readWebhook(deliver({ type: "Project", action: "remove", data: { id: "p-1" } }), SECRET)).toMatchObject({
    ...{ entity: "projects", isRemoved: true },
  });
});

test("news of anything else is none", () => {
  expect(readWebhook(deliver({ type: "Comment", action: "create", data: { id: "c-1" } }), SECRET)).toBeNull();
});

test("what is not signed, is signed with another secret, was changed, or is older than a minute is refused", () => {
  const payload = { type: "Issue", action: "update", data: { id: "i-1" } };
  const good = deliver(payload);
  const bad = [
    { ...good, signature: "" },
    deliver(payload, { secret: "another" }),
    { ...good, body: Buffer.from(good.body.toString().replace("i-1", "i-2")) },
    deliver(payload, { sentAgo: 61_000 }),
  ];
  for (const delivery of bad) expect(() => readWebhook(delivery, SECRET)).toThrow(ForbiddenError);
});
