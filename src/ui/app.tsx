/**
 * The screens of `rolecall serve` and of the Jira app; `host.ts` is all that tells them apart, and `messages/in-jira` what
 * reads differently there.
 *
 * How to write one: `screens/<name>/index.tsx` exports the screen by default and returns a `<Page>`. Data comes from
 * `useCall("procedure", input)` and changes go through `useChange("procedure")` (queries.ts), typed by
 * `#usecases/api/contract`; show a failure with `<ErrorNotice>`. Filters and what is opened live in the address
 * (`useUrlState`). Every visible string is a key in `messages/en/<name>.ts`, in the other languages too, and comes out
 * of `useText` or `<Text>`; numbers and dates out of `useFormats`. What several screens need is in `parts/`. Colours,
 * spaces and fonts are `var(--ds-…)` tokens in a CSS module beside the component. Nothing may write style elements,
 * inline scripts or `data:` scripts: the page is served under a CSP that forbids them. A new screen also needs a line in
 * `sections.ts` and a place in the contract's `getCapabilities`.
 */
import { QueryClientProvider } from "@tanstack/react-query";
import React, { Suspense, useState } from "react";
import { Route, Router, Switch } from "wouter";
import { useHostLocation, useHostSearch } from "./host";
import { LanguageProvider, type Language } from "./language";
import type { Messages } from "./messages/messages";
import { Announcer } from "./parts/announcer";
import { Loading } from "./parts/loading";
import { Toasts } from "./parts/toasts";
import { createQueryClient, useCall } from "./queries";
import { SECTIONS } from "./sections";
import { BrokenScreen } from "./shell/broken-screen";
import { Shell } from "./shell/shell";
import { UnknownScreen } from "./shell/unknown-screen";

export function App({ initial }: { initial: { language: Language; messages: Messages } }) {
  const [client] = useState(createQueryClient);
  return (
    <LanguageProvider initial={initial}>
      <QueryClientProvider client={client}>
        <Router hook={useHostLocation} searchHook={useHostSearch}>
          <Announcer>
            <Toasts>
              <Shell>
                <Screens />
              </Shell>
            </Toasts>
          </Announcer>
        </Router>
      </QueryClientProvider>
    </LanguageProvider>
  );
}

function Screens() {
  const { data } = useCall("getCapabilities", {});
  // An address may name a screen that this page does not have. Until the host has answered it is taken to have it.
  const sections = SECTIONS.filter(({ name }) => data?.screens.includes(name) ?? true);
  return (
    <Switch>
      {sections.map(({ name, path, Screen }) => (
        <Route key={name} path={path}>
          <BrokenScreen key={name}>
            <Suspense fallback={<Loading />}>
              <Screen />
            </Suspense>
          </BrokenScreen>
        </Route>
      ))}
      <Route>
        <UnknownScreen />
      </Route>
    </Switch>
  );
}
