import { Heading, List, ListItem, Stack } from "@forge/react";
import React, { type ReactNode } from "react";

/** A part of the panel under its heading. Jira heads the panel itself. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack space="space.100">
      <Heading as="h3" size="xxsmall">
        {title}
      </Heading>
      {children}
    </Stack>
  );
}

/** Lines under a small heading inside a part; nothing where there are none. */
export function Lines({ title, lines, as = "h5" }: { title: string; lines: readonly string[]; as?: "h3" | "h5" }) {
  if (lines.length === 0) return null;
  return (
    <Stack space="space.050">
      <Heading as={as} size="xxsmall">
        {title}
      </Heading>
      <List type="unordered">
        {lines.map((line, index) => (
          <ListItem key={index}>{line}</ListItem>
        ))}
      </List>
    </Stack>
  );
}
