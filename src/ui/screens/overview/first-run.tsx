import Button from "@atlaskit/button/new";
import LightbulbIcon from "@atlaskit/icon/core/lightbulb";
import LinkIcon from "@atlaskit/icon/core/link";
import WorkItemsIcon from "@atlaskit/icon/core/work-items";
import UploadIcon from "@atlaskit/icon/core/upload";
import React, { type ComponentProps, type ReactNode } from "react";
import { Link } from "wouter";
import { HOST } from "../../host";
import { Text, useText } from "../../language";
import { useCall } from "../../queries";
import styles from "./first-run.module.css";
import type { Audit } from "./use-audit";

/** Three ways to a first result. Only those that this host and this person have. */
export function FirstRun({ audit }: { audit: Audit }) {
  const text = useText();
  const { data: capabilities } = useCall("getCapabilities", {});
  const canAudit = capabilities?.permissions.includes("administer") ?? false;
  const has = (screen: "import" | "setup") => canAudit && (capabilities?.screens.includes(screen) ?? false);
  const isBusy = audit.running !== null;
  return (
    <section className={styles["first"]} aria-labelledby="first-run">
      <h2 id="first-run" className={styles["title"]}>
        <Text id="overview.first.title" />
      </h2>
      <p className={styles["about"]}>
        <Text id={canAudit || !capabilities ? "overview.first.about" : "overview.first.wait"} />
      </p>
      <ul className={styles["ways"]}>
        {canAudit && HOST === "jira" && (
          <Way
            icon={WorkItemsIcon}
            title={text("overview.first.jira")}
            about={text("overview.first.jira.about")}
            action={
              <Button appearance="primary" isLoading={isBusy} onClick={() => audit.start({ trackers: "jira" })}>
                {text("overview.first.jira.action")}
              </Button>
            }
          />
        )}
        {canAudit && HOST === "local" && (
          <Way
            icon={LightbulbIcon}
            title={text("overview.first.sample")}
            about={text("overview.first.sample.about")}
            action={
              <Button appearance="primary" isLoading={isBusy} onClick={() => audit.start({ sample: true })}>
                {text("overview.first.sample.action")}
              </Button>
            }
          />
        )}
        {has("import") && (
          <Way
            icon={UploadIcon}
            title={text("overview.first.import")}
            about={text("overview.first.import.about")}
            action={<Link href="/import">{text("overview.first.import.action")}</Link>}
          />
        )}
        {HOST === "local" && has("setup") && (
          <Way
            icon={LinkIcon}
            title={text("overview.first.connect")}
            about={text("overview.first.connect.about")}
            action={<Link href="/setup">{text("overview.first.connect.action")}</Link>}
          />
        )}
      </ul>
    </section>
  );
}

interface WayProps {
  icon: (props: ComponentProps<typeof UploadIcon>) => ReactNode;
  title: string;
  about: string;
  action: ReactNode;
}

const Way = ({ icon: Icon, title, about, action }: WayProps) => (
  <li className={styles["way"]}>
    <span className={styles["icon"]}>
      <Icon label="" color="currentColor" />
    </span>
    <h3 className={styles["name"]}>{title}</h3>
    <p className={styles["what"]}>{about}</p>
    <div className={styles["action"]}>{action}</div>
  </li>
);
