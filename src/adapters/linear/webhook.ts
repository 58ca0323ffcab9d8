import { LinearWebhookClient } from "@linear/sdk/webhooks";
import type { Entity } from "#adapters/linear/documents";
import { ForbiddenError } from "#ports";

/** One delivery of a webhook, as it came: the signature is over the bytes, so that a body which was parsed and written again fails. */
export interface Delivery {
  body: Uint8Array;
  /** Header `Linear-Signature`. */
  signature: string;
  /** Header `Linear-Delivery`: the same when Linear delivers again. */
  delivery: string;
}

/** An item to read again: deliveries come late, twice and in any order, so that only the id is taken from them. */
export interface LinearNews {
  delivery: string;
  entity: Entity;
  /** Of the item in Linear. */
  id: string;
  isRemoved: boolean;
}

const ENTITY_OF: Readonly<Record<string, Entity | undefined>> = {
  Issue: "issues",
  Project: "projects",
  Initiative: "initiatives",
};

/**
 * What a delivery tells; null for anything but work items. Throws ForbiddenError for one that Linear did not sign with the secret, or
 * more than a minute ago.
 */
export function readWebhook({ body, signature, delivery }: Delivery, secret: string): LinearNews | null {
  let payload: unknown;
  try {
    payload = new LinearWebhookClient(secret).parseData(Buffer.from(body), signature);
  } catch {
    throw new ForbiddenError("This delivery is not signed by Linear with the secret of the webhook, or is too old.");
  }
  const { type, action, data } = payload as { type: string; action?: string; data?: { id?: unknown } };
  const entity = ENTITY_OF[type];
  if (!entity || typeof data?.id !== "string") return null;
  return { delivery, entity, id: data.id, isRemoved: action === "remove" };
}
