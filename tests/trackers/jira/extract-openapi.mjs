// Cuts Atlassian's OpenAPI of the Jira Cloud platform (REST v3) down to what the emulated site answers:
// node tests/trackers/jira/extract-openapi.mjs <full spec> [<output, default: openapi.json beside this file>]
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "prettier";

const operations = {
  "/rest/api/3/search/jql": ["post"],
  "/rest/api/3/search/approximate-count": ["post"],
  "/rest/api/3/issue": ["post"],
  "/rest/api/3/issue/bulkfetch": ["post"],
  "/rest/api/3/issue/properties/multi": ["post"],
  "/rest/api/3/issue/properties/{propertyKey}": ["delete"],
  "/rest/api/3/issue/{issueIdOrKey}": ["get"],
  "/rest/api/3/issue/{issueIdOrKey}/assignee": ["put"],
  "/rest/api/3/issue/{issueIdOrKey}/comment": ["post"],
  "/rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}": ["get"],
  "/rest/api/3/field": ["get"],
  "/rest/api/3/filter/{id}": ["get"],
  "/rest/api/3/group/bulk": ["get"],
  "/rest/api/3/group/member": ["get"],
  "/rest/api/3/mypermissions": ["get"],
  "/rest/api/3/myself": ["get"],
  "/rest/api/3/permissions/check": ["post"],
  "/rest/api/3/project/search": ["get"],
  "/rest/api/3/project/{projectIdOrKey}": ["get"],
  "/rest/api/3/project/{projectIdOrKey}/component": ["get"],
  "/rest/api/3/project/{projectIdOrKey}/role": ["get"],
  "/rest/api/3/project/{projectIdOrKey}/role/{id}": ["get"],
  "/rest/api/3/serverInfo": ["get"],
  "/rest/api/3/task/{taskId}": ["get"],
  "/rest/api/3/user/bulk": ["get"],
};

/** Schemas that Atlassian's description has wrong: this one tells of the Java class that holds any JSON, not of the JSON. */
const MENDED = { JsonNode: {} };
/** The description has a user here; the text beside it takes `null` for nobody. */
const ASSIGNEE = {
  type: "object",
  additionalProperties: false,
  required: ["accountId"],
  properties: { accountId: { type: "string", nullable: true } },
};

/** Members that validate nothing; under `properties` the same words are names of members and stay. */
const PROSE = new Set(["description", "summary", "example", "examples", "deprecated", "tags", "security", "xml"]);
/** Responses need a description by the standard; an empty one will do. */
const isProse = (name) => PROSE.has(name) || name.startsWith("x-");

function withoutProse(node, areNames = false) {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => areNames || !isProse(name))
      .map(([name, value]) => [name, withoutProse(value, name === "properties" && !areNames)]),
  );
}

function collect(node, spec, found) {
  if (typeof node !== "object" || node === null) return;
  for (const [member, value] of Object.entries(node)) {
    if (member !== "$ref" || typeof value !== "string") collect(value, spec, found);
    else if (!found.has(value)) {
      found.add(value);
      const name = value.split("/").pop();
      collect(MENDED[name] ?? withoutProse(spec.components.schemas[name]), spec, found);
    }
  }
}

function extract(spec) {
  const paths = {};
  for (const [path, methods] of Object.entries(operations)) {
    paths[path] = Object.fromEntries(methods.map((method) => [method, withoutProse(spec.paths[path][method])]));
    for (const operation of Object.values(paths[path]))
      for (const response of Object.values(operation.responses)) response.description = "";
  }
  paths["/rest/api/3/issue/{issueIdOrKey}/assignee"].put.requestBody.content["application/json"].schema = ASSIGNEE;
  // Every refusal is checked against Jira's error shape, also where the spec gives none.
  const found = new Set(["#/components/schemas/ErrorCollection"]);
  collect(paths, spec, found);
  const names = [...found].map((ref) => ref.split("/").pop()).sort();
  const { title, version, license } = spec.info;
  return {
    openapi: spec.openapi,
    info: { title, version, license },
    paths,
    components: {
      schemas: Object.fromEntries(
        names.map((name) => [name, MENDED[name] ?? withoutProse(spec.components.schemas[name])]),
      ),
    },
  };
}

const [source, target = fileURLToPath(new URL("openapi.json", import.meta.url))] = process.argv.slice(2);
if (!source) {
  console.error("Usage: node tests/trackers/jira/extract-openapi.mjs <full spec> [<output>]");
  process.exit(2);
}
const text = JSON.stringify(extract(JSON.parse(readFileSync(source, "utf8"))), null, 2);
writeFileSync(target, await format(text, { parser: "json", printWidth: 120 }));
