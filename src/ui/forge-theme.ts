const page = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

/**
 * Has Jira set the colour mode of the page, now and whenever the person changes it there. The tokens of every mode are in
 * the stylesheet: of what Jira sets only the mode is taken, as its list of themes leaves out those of shapes and motion.
 */
export async function followTheme(enable: () => Promise<unknown>, mode: string | undefined): Promise<void> {
  const themes = page.dataset["theme"] ?? "";
  const settle = () => {
    if (page.dataset["theme"] !== themes) page.dataset["theme"] = themes;
    if (page.dataset["colorMode"] !== "light" && page.dataset["colorMode"] !== "dark")
      page.dataset["colorMode"] = dark.matches ? "dark" : "light";
  };
  if (mode !== undefined) page.dataset["colorMode"] = mode;
  settle();
  new MutationObserver(settle).observe(page, { attributeFilter: ["data-theme", "data-color-mode"] });
  // A host that cannot leaves it at what the context said.
  await enable().catch(() => undefined);
}
