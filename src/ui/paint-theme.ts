/**
 * Runs before anything is drawn, as a script of its own (no imports): sets the attributes of the page that choose the
 * colour theme, and keeps them up to date when the person or the operating system asks for another one.
 */
const KEY = "rolecall.theme";
const page = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const contrast = matchMedia("(prefers-contrast: more)");

function readWish(): string | null {
  // A browser may refuse storage altogether; then the operating system decides.
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function paint(): void {
  const wish = readWish();
  page.dataset["colorMode"] = wish === "light" || wish === "dark" ? wish : dark.matches ? "dark" : "light";
  page.dataset["contrastMode"] = contrast.matches ? "more" : "no-preference";
}

paint();
dark.addEventListener("change", paint);
contrast.addEventListener("change", paint);
addEventListener("rolecall:theme", paint);
addEventListener("storage", (event) => {
  if (event.key === KEY) paint();
});
