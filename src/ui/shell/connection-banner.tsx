import WarningIcon from "@atlaskit/icon/core/status-warning";
import { useQueryClient } from "@tanstack/react-query";
import React, { useEffect, useRef } from "react";
import { call } from "../call";
import { CallError, readConnection } from "../call-error";
import { noteConnection, useConnection } from "../connection";
import { PACE } from "../host";
import { Text, useText } from "../language";
import { useAnnounce } from "../parts/announcer";
import { useCall } from "../queries";
import styles from "./connection-banner.module.css";

/**
 * Says that the host does not answer, or has started anew and lets this page in no more. Asks until it does, and then has
 * every screen ask again: whoever opens the new address in another tab is let in here, too.
 */
export function ConnectionBanner() {
  const connection = useConnection();
  const isThere = connection === "there";
  const client = useQueryClient();
  const text = useText();
  const announce = useAnnounce();
  // So that a lost host is noticed before the person presses a button in vain.
  const { data } = useCall("getCapabilities", {}, { interval: isThere ? PACE.look : false });
  // Somebody else has audited or decided: what is on screen is asked for again.
  const state = data?.state;
  const lastState = useRef(state);
  useEffect(() => {
    if (lastState.current !== undefined && lastState.current !== state) void client.invalidateQueries();
    lastState.current = state;
  }, [state, client]);
  useEffect(() => {
    if (isThere) return;
    const ask = setInterval(() => {
      call("getCapabilities", {}).then(
        () => noteConnection("there"),
        (error: unknown) => noteConnection(error instanceof CallError ? readConnection(error) : "lost"),
      );
    }, PACE.lost);
    return () => clearInterval(ask);
  }, [isThere]);
  const wasThere = useRef(true);
  useEffect(() => {
    if (!wasThere.current && isThere) {
      announce(text("shell.found"));
      void client.refetchQueries();
    }
    wasThere.current = isThere;
  }, [isThere, client, announce, text]);
  // The region stays: a screen reader announces what appears in it.
  return (
    <div role="alert" className={isThere ? undefined : styles["banner"]}>
      {!isThere && (
        <>
          <WarningIcon label="" color="currentColor" />
          <span>
            <Text
              id={connection === "lost" ? "shell.lost" : "shell.shut-out"}
              values={{ command: <code>rolecall serve</code> }}
            />
          </span>
        </>
      )}
    </div>
  );
}
