import Button from "@atlaskit/button/new";
import React, { Component, useEffect, useRef, type ReactNode } from "react";
import { useConnection } from "../connection";
import { useText } from "../language";
import { Page } from "../parts/page";

/** Keeps a fault of one screen, or a file of it that is gone since an update, from taking the navigation with it. */
export class BrokenScreen extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };
  static getDerivedStateFromError = () => ({ isBroken: true });
  override render(): ReactNode {
    return this.state.isBroken ? <Apology /> : this.props.children;
  }
}

function Apology() {
  const text = useText();
  const connection = useConnection();
  const wasGone = useRef(false);
  // The files of a screen that is opened while the server is gone are there once it is back.
  useEffect(() => {
    if (connection !== "there") wasGone.current = true;
    else if (wasGone.current) location.reload();
  }, [connection]);
  return (
    <Page title={text("shell.broken.title")} lead={text("shell.broken.lead")}>
      <div>
        <Button onClick={() => location.reload()}>{text("shell.broken.reload")}</Button>
      </div>
    </Page>
  );
}
