import "virtual:atlaskit-tokens.css";
import "@atlaskit/css-reset";
import "./base.css";
import React from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { prepareHost } from "./host";
import { chooseLanguage, loadMessages } from "./language";

async function start(root: HTMLElement): Promise<void> {
  await prepareHost();
  const language = chooseLanguage();
  const messages = await loadMessages(language);
  createRoot(root).render(<App initial={{ language, messages }} />);
}

const root = document.getElementById("root");
if (root) void start(root);
