import Spinner from "@atlaskit/spinner";
import React from "react";
import { Text } from "../language";
import styles from "./loading.module.css";

/** That something is on its way. */
export const Loading = () => (
  <div role="status" className={styles["loading"]}>
    <Spinner size="medium" />
    <Text id="parts.loading" />
  </div>
);
