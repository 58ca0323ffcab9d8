import { IconButton } from "@atlaskit/button/new";
import CrossIcon from "@atlaskit/icon/core/cross";
import MenuIcon from "@atlaskit/icon/core/menu";
import React from "react";
import { Link } from "wouter";
import { Text, useText } from "../language";
import mark from "../mark.svg";
import { HOST } from "../host";
import { useCall } from "../queries";
import { ActorButton } from "./actor-button";
import styles from "./header.module.css";
import { LanguageSwitch } from "./language-switch";
import { ThemeSwitch } from "./theme-switch";

interface HeaderProps {
  /** Id of the navigation that the menu button opens on narrow screens. */
  menu: string;
  isMenuOpen: boolean;
  onMenu: () => void;
}

export function Header({ menu, isMenuOpen, onMenu }: HeaderProps) {
  const text = useText();
  return (
    <header className={styles["header"]}>
      <div className={styles["menu"]}>
        <IconButton
          appearance="subtle"
          icon={isMenuOpen ? CrossIcon : MenuIcon}
          label={text("shell.menu")}
          aria-expanded={isMenuOpen}
          aria-controls={menu}
          onClick={onMenu}
        />
      </div>
      <Link href="/" className={styles["product"]}>
        <img src={mark} alt="" width={24} height={24} />
        <Text id="shell.product" />
      </Link>
      <Place />
      {/* In Jira the person is signed in, and has chosen language and colours there. */}
      {HOST === "local" && (
        <div className={styles["choices"]} data-open={isMenuOpen}>
          <ActorButton />
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      )}
    </header>
  );
}

/** In Jira the space that is shown. Else which database this is, and where it is served from: several may be open in several tabs. */
function Place() {
  const { data } = useCall("getCapabilities", {});
  const text = useText();
  if (!data) return <div className={styles["place"]} />;
  if (HOST === "jira")
    return (
      <div className={styles["place"]}>
        <span className={styles["database"]}>{data.space?.name ?? text("shell.spaces.all")}</span>
      </div>
    );
  return (
    <div className={styles["place"]} title={text("shell.database", { name: data.database })}>
      <span className={styles["database"]}>{data.database}</span>
      <span className={styles["where"]}>{text("shell.host.local")}</span>
    </div>
  );
}
