import React, { useEffect, useId, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { Text } from "../language";
import { ConnectionBanner } from "./connection-banner";
import { Header } from "./header";
import { Navigation } from "./navigation";
import { PolicyBanner } from "./policy-banner";
import styles from "./shell.module.css";

/** What is around every screen: header, navigation, and the landmark that the screen is in. */
export function Shell({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const menu = useId();
  useEffect(() => setIsMenuOpen(false), [path]);
  useEffect(() => {
    if (!isMenuOpen) return;
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape") setIsMenuOpen(false);
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [isMenuOpen]);
  return (
    <div className={styles["shell"]}>
      <a className={styles["skip"]} href="#main" onClick={focusMain}>
        <Text id="shell.skip" />
      </a>
      <Header menu={menu} isMenuOpen={isMenuOpen} onMenu={() => setIsMenuOpen(!isMenuOpen)} />
      <ConnectionBanner />
      <PolicyBanner />
      <div className={styles["body"]}>
        <Navigation id={menu} isOpen={isMenuOpen} />
        <main id="main" tabIndex={-1} className={styles["main"]}>
          {children}
        </main>
      </div>
    </div>
  );
}

/** Moves the focus without touching the address, which belongs to the screens. */
function focusMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
