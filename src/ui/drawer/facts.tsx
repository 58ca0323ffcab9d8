import React from "react";
import { useFormats, useText, type MessageKey } from "../language";
import styles from "./facts.module.css";
import { Section } from "./section";
import type { ItemDetail } from "./use-opened";

/** Fields of the item as the tracker has them. */
export function Facts({ item }: { item: ItemDetail["item"] }) {
  const text = useText();
  const { number, day } = useFormats();
  const dayOf = (date: string | null): string | null => (date === null ? null : formatDay(date, day));
  const facts: readonly [MessageKey, string | null][] = [
    ["item.fact.space", item.scope.name],
    ["item.fact.type", item.type],
    ["item.fact.level", text(`item.level.${item.level}`)],
    ["item.fact.status", item.status],
    ["item.fact.priority", item.priority],
    ["item.fact.sprint", item.sprint],
    ["item.fact.estimate", item.estimate === null ? null : number(item.estimate)],
    ["item.fact.due", dayOf(item.dueDate)],
    ["item.fact.labels", item.labels.join(", ")],
    ["item.fact.components", item.components.join(", ")],
    ["item.fact.aliases", item.aliases.filter((alias) => alias !== item.key).join(", ")],
    ["item.fact.created", dayOf(item.created)],
    ["item.fact.updated", dayOf(item.updated)],
  ];
  return (
    <Section title={text("item.facts")}>
      <dl className={styles["facts"]}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} className={styles["fact"]}>
              <dt className={styles["name"]}>{text(name)}</dt>
              <dd className={styles["value"]}>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Section>
  );
}

/** A day without a time is that day everywhere; what is no date is shown as it is. */
function formatDay(date: string, day: (instant: Date) => string): string {
  const read = new Date(/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T12:00` : date);
  return Number.isNaN(read.getTime()) ? date : day(read);
}
