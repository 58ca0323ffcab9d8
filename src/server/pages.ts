import { html } from "hono/html";

/** A page of few words. Without style or script: nothing of it could run under the policy of the server. */
const page = (title: string, text: string) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · Rolecall</title>
      </head>
      <body>
        <h1>${title}</h1>
        <p>${text}</p>
      </body>
    </html>`;

/** The page in place of one that cannot be shown; texts are escaped. */
export const plainPage = async (title: string, text: string): Promise<string> => String(await page(title, text));
