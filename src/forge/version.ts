/** Version of the package this bundle was built from. */
export { version } from "../../package.json";
