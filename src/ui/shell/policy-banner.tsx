import WarningIcon from "@atlaskit/icon/core/status-warning";
import React from "react";
import { Link } from "wouter";
import { Text } from "../language";
import { useCall } from "../queries";
import { useHasScreen } from "./has-screen";
import styles from "./connection-banner.module.css";

/** Says on every screen that the policy cannot be used: audits are refused then, and decisions are, too. */
export function PolicyBanner() {
  const canMend = useHasScreen()("policy");
  const { data } = useCall("getCapabilities", {});
  const isBroken = (data?.policyIssues ?? []).length > 0;
  return (
    <div role="status" className={isBroken ? styles["banner"] : undefined}>
      {isBroken && (
        <>
          <WarningIcon label="" color="currentColor" />
          <span>
            <Text id="shell.policy-broken" />{" "}
            {canMend && (
              <Link href="/policy?tab=policy" className={styles["link"]}>
                <Text id="shell.policy-broken.mend" />
              </Link>
            )}
          </span>
        </>
      )}
    </div>
  );
}
