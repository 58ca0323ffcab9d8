import { IconButton } from "@atlaskit/button/new";
import ChevronDownIcon from "@atlaskit/icon/core/chevron-down";
import ChevronUpIcon from "@atlaskit/icon/core/chevron-up";
import LinkExternalIcon from "@atlaskit/icon/core/link-external";
import React from "react";
import { useText } from "../language";
import styles from "./drawer.module.css";
import type { Shown } from "./use-opened";

interface DrawerHeadProps {
  shown: Shown;
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;
}

/** Ways out of a drawer: to the neighbours in the list, and to the tracker. */
export function DrawerHead({ shown, onNext, onPrevious }: DrawerHeadProps) {
  const text = useText();
  const { url, detail } = shown;
  const tracker = detail?.item.tracker === "linear" || url?.includes("linear.app") ? "Linear" : "Jira";
  return (
    <div className={styles["ways"]}>
      {url === null ? (
        <span />
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer" className={styles["external"]}>
          {text("item.open-in", { tracker })}
          <LinkExternalIcon label={text("item.new-tab")} size="small" color="currentColor" />
        </a>
      )}
      {(onNext ?? onPrevious) && (
        <div className={styles["neighbours"]}>
          <IconButton
            spacing="compact"
            icon={ChevronUpIcon}
            label={text("item.previous")}
            aria-keyshortcuts="k"
            isDisabled={!onPrevious}
            {...(onPrevious && { onClick: onPrevious })}
          />
          <IconButton
            spacing="compact"
            icon={ChevronDownIcon}
            label={text("item.next")}
            aria-keyshortcuts="j"
            isDisabled={!onNext}
            {...(onNext && { onClick: onNext })}
          />
        </div>
      )}
    </div>
  );
}
