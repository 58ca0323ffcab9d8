/**
 * Runs before anything is drawn, as a script of its own (no imports): what the system says, until Jira says which
 * colours it has. Contrast is the system's in Jira, too.
 */
const root = document.documentElement;
const wantsContrast = matchMedia("(prefers-contrast: more)");
const setContrast = (): void => void (root.dataset["contrastMode"] = wantsContrast.matches ? "more" : "no-preference");

root.dataset["colorMode"] = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
setContrast();
wantsContrast.addEventListener("change", setContrast);
