import React from "react";
import { Link, useLocation } from "wouter";
import type { ItemRow } from "#usecases/api/shapes";
import { useText } from "../language";
import { FocusLozenge } from "../parts/lozenges";
import { useUrlState, writeUrlValues } from "../url-state";
import styles from "./family.module.css";
import { Section } from "./section";
import type { ItemDetail } from "./use-opened";

/** What stands above and below an item; each opens in its place. */
export function Family({ detail }: { detail: ItemDetail }) {
  const text = useText();
  const { parent, children, childCount } = detail;
  if (!parent && childCount === 0) return null;
  return (
    <>
      {parent && (
        <Section title={text("item.parent")}>
          <ul className={styles["rows"]}>
            <Member item={parent} />
          </ul>
        </Section>
      )}
      {childCount > 0 && (
        <Section title={text("item.children", { count: childCount })}>
          <ul className={styles["rows"]}>
            {children.map((child) => (
              <Member key={child.id} item={child} />
            ))}
          </ul>
          {childCount > children.length && <p>{text("item.children.more", { count: childCount - children.length })}</p>}
        </Section>
      )}
    </>
  );
}

function Member({ item }: { item: ItemRow }) {
  const [path] = useLocation();
  const { values } = useUrlState();
  return (
    <li className={styles["row"]}>
      <Link className={styles["link"]} href={`${path}?${writeUrlValues({ ...values, finding: [], item: [item.id] })}`}>
        {item.key}
      </Link>
      <span className={styles["title"]}>{item.title}</span>
      <FocusLozenge focus={item.focus} />
    </li>
  );
}
