import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

/** A file of the built pages. */
export interface UiFile {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  /** Its name changes with its content. */
  isHashed: boolean;
}

/** The built pages, by the path under which a browser asks for them. */
export type UiFiles = ReadonlyMap<string, UiFile>;

/** Where the page stands that shows every address of the app. */
export const INDEX = "/index.html";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** Whether a path asks for a file and not for an address of the app. */
export const isFilePath = (path: string): boolean => path.startsWith("/assets/") || extname(path) in TYPES;

/**
 * Reads the pages once: what is not in the folder now can never be asked for, whatever a path says. Null where they were not built.
 */
export function readUiFiles(folder: string): UiFiles | null {
  const files = new Map<string, UiFile>();
  for (const entry of readFolder(folder)) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    files.set(path, { bytes: new Uint8Array(readFileSync(file)), type, isHashed: path.startsWith("/assets/") });
  }
  return files.has(INDEX) ? files : null;
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
