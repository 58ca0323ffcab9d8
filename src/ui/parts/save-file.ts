/** Long enough for the browser to have taken all of it. */
const KEPT_MS = 10_000;

/** Hands a text to the person as a download. The page stays: an address of a blob is never opened in it. */
export function saveFile({ name, mediaType, text }: { name: string; mediaType: string; text: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
