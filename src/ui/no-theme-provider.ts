import type { ReactNode } from "react";

/** Stands in for the theme provider of Atlaskit's portals: the tokens of all themes are in the stylesheet. */
export const ThemeProvider = ({ children }: { children?: ReactNode }): ReactNode => children;
