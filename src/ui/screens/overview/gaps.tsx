import React from "react";
import { Link } from "wouter";
import { Text, useText } from "../../language";
import { Panel } from "../../parts/panel";
import { useCall } from "../../queries";
import styles from "./gaps.module.css";

/** What could not be judged, and what would change that. Without gaps there is nothing to say. */
export function Gaps({ gaps }: { gaps: readonly string[] }) {
  const text = useText();
  if (gaps.length === 0) return null;
  return (
    <Panel title={text("overview.gaps")}>
      <p className={styles["about"]}>
        <Text id="overview.gaps.about" />
      </p>
      <ul className={styles["gaps"]}>
        {gaps.map((gap) => (
          <li key={gap} className={styles["gap"]}>
            <span lang="en">
              <Sentence text={gap} />
            </span>{" "}
            <Remedy gap={gap} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Commands stand between backticks. */
const Sentence = ({ text }: { text: string }) => (
  <>{text.split("`").map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
);

/** Screens on which a gap can be closed, by what its sentence is about. */
const REMEDIES = [
  { about: /listed as product manager/, screen: "roles", label: "overview.gaps.roles" },
  { about: /\bpolicy\b|override/, screen: "policy", label: "overview.gaps.policy" },
  { about: /parent|was read|language/, screen: "setup", label: "overview.gaps.setup" },
] as const;

function Remedy({ gap }: { gap: string }) {
  const { data } = useCall("getCapabilities", {});
  const remedy = REMEDIES.find(({ about, screen }) => about.test(gap) && data?.screens.includes(screen));
  if (!remedy) return null;
  return (
    <Link href={`/${remedy.screen}`} className={styles["link"]}>
      <Text id={remedy.label} />
    </Link>
  );
}
