import React from "react";
import { HOST } from "../../host";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Page } from "../../parts/page";
import { useCall } from "../../queries";
import { CheckUpPanel } from "./check-up-panel";
import { GapsPanel } from "./gaps-panel";
import { PlacesPanel } from "./places-panel";
import { SourcesPanel } from "./sources-panel";
import { SpacesPanel } from "./spaces-panel";
import { StorageNotice } from "./storage-notice";
import styles from "./setup.module.css";
import { TrackerPanel } from "./tracker-panel";

export default function SetupScreen() {
  const text = useText();
  const { data, error, refetch } = useCall("getSetup", {});
  const { bytes = null, limit = null, isNearlyFull = false } = data?.database ?? {};
  return (
    <Page title={text("setup.title")} lead={text("setup.lead")}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          {isNearlyFull && bytes !== null && limit !== null && <StorageNotice bytes={bytes} limit={limit} />}
          <GapsPanel gaps={data.gaps} hasRead={data.sources.length > 0} />
          {/* In Jira there is nothing to connect. */}
          {HOST === "local" && data.trackers.length > 0 && (
            <div className={styles["trackers"]}>
              {data.trackers.map((tracker) => (
                <TrackerPanel key={tracker.name} tracker={tracker} />
              ))}
            </div>
          )}
          <CheckUpPanel
            checkUp={data.checkUp}
            isConnected={HOST === "jira" || data.trackers.some(({ isConnected }) => isConnected)}
          />
          {(HOST === "jira" || data.trackers.some(({ name, isConnected }) => name === "Jira" && isConnected)) && (
            <SpacesPanel />
          )}
          <SourcesPanel sources={data.sources} />
          <PlacesPanel database={data.database} policyPath={data.policyPath} />
        </>
      )}
    </Page>
  );
}
