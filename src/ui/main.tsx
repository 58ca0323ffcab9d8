import "virtual:atlaskit-tokens.css";
import "@atlaskit/css-reset";
import "./base.css";
import React from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { chooseLanguage, loadMessages } from "./language";

const language = chooseLanguage();
const root = document.getElementById("root");
if (root)
  void loadMessages(language).then((messages) => createRoot(root).render(<App initial={{ language, messages }} />));
