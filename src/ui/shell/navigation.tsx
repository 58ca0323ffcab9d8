import React from "react";
import { Link, useLocation } from "wouter";
import { useText } from "../language";
import { useCall } from "../queries";
import { SECTIONS } from "../sections";
import styles from "./navigation.module.css";

/** The sections that the host has screens for. On narrow screens it is there when the menu button opened it. */
export function Navigation({ id, isOpen }: { id: string; isOpen: boolean }) {
  const text = useText();
  const [path] = useLocation();
  const { data } = useCall("getCapabilities", {});
  // Before the host answers, those that most have: a navigation that fills up would move under the pointer.
  const sections = SECTIONS.filter(({ name, isRare }) => data?.screens.includes(name) ?? !isRare);
  return (
    <nav id={id} className={styles["navigation"]} data-open={isOpen} aria-label={text("shell.navigation")}>
      <ul className={styles["list"]}>
        {sections.map(({ name, path: target, title, Icon }) => (
          <li key={name} className={styles["entry"]}>
            <Link href={target} className={styles["link"]} aria-current={path === target ? "page" : undefined}>
              <Icon label="" color="currentColor" />
              {text(title)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
