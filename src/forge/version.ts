// The whole, because Forge's bundler warns about a part of a JSON file; only this one ends up in the bundle.
import manifest from "../../package.json";

/** Version of the package this bundle was built from. */
export const version: string = manifest.version;
