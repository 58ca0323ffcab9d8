// Runs the named validators of @forge/manifest (none named: all) over the manifest.yml of the current directory, offline
// and without a login. Prints the problems as JSON: [{ validation, level, message, line }].
import forgeManifest from "@forge/manifest";

const { ProcessorBuilder, ValidationTypes } = forgeManifest;
const named = process.argv.slice(2);
const problems = [];
for (const validation of named.length > 0 ? named : Object.values(ValidationTypes)) {
  const { success, errors = [] } = await ProcessorBuilder.instance().withValidation(validation).build().process();
  for (const { level, message, line } of errors) problems.push({ validation, level, message, line });
  if (!success && errors.length === 0) problems.push({ validation, level: "error", message: "no reason given" });
}
process.stdout.write(JSON.stringify(problems));
