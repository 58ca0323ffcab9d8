import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: { type?: string; items?: { type?: string } };
}

interface OperationSpec {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: object }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

interface Spec {
  paths: Record<string, Record<string, OperationSpec>>;
}

/** A value of the query or the path after it has become what its schema says. */
export type ParameterValue = string | number | boolean | (string | number | boolean)[];

/** An operation of the OpenAPI, with what a request has put into it. */
export interface Matched {
  operation: string;
  template: string;
  pathValues: Record<string, string>;
  spec: OperationSpec;
}

/** A request as its operation sees it. */
export interface Checked {
  parameters: Record<string, ParameterValue>;
  problems: string[];
}

const FILE = "openapi.json";

/** Validates requests and answers against the part of Jira's OpenAPI that is next to this file. */
export class Contract {
  readonly #spec: Spec;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<object, ValidateFunction>();
  readonly #routes: { method: string; template: string; pattern: RegExp; spec: OperationSpec }[];

  constructor() {
    this.#spec = JSON.parse(readFileSync(new URL(FILE, import.meta.url), "utf8")) as Spec;
    // OpenAPI 3.0 is close to draft 07; its own words (`readOnly`, `nullable`) need ajv's lenient mode.
    this.#ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.#ajv);
    // The OpenAPI says `date-time`, but Jira's own times have "+0200" where RFC 3339 wants "+02:00": both pass.
    this.#ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/);
    this.#ajv.addSchema(this.#spec, FILE);
    this.#routes = Object.entries(this.#spec.paths).flatMap(([template, methods]) =>
      Object.entries(methods).map(([method, spec]) => ({
        method: method.toUpperCase(),
        template,
        pattern: new RegExp(`^${template.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
        spec,
      })),
    );
  }

  /** The operation of a request; `undefined` when the cut-down OpenAPI has none. */
  match(method: string, path: string): Matched | undefined {
    for (const route of this.#routes) {
      const found = route.method === method ? route.pattern.exec(path) : null;
      if (!found) continue;
      const values = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return {
        operation: route.spec.operationId,
        template: route.template,
        pathValues: Object.fromEntries(values) as Record<string, string>,
        spec: route.spec,
      };
    }
    return undefined;
  }

  /** Everything that the OpenAPI does not allow in a request, and its parameters with their types. */
  checkRequest(matched: Matched, query: URLSearchParams, contentType: string | undefined, body: unknown): Checked {
    const problems: string[] = [];
    const parameters: Record<string, ParameterValue> = {};
    const known = matched.spec.parameters ?? [];
    for (const name of new Set(query.keys()))
      if (!known.some((parameter) => parameter.in === "query" && parameter.name === name))
        problems.push(`query parameter '${name}' is unknown`);
    for (const parameter of known) {
      const inPath = matched.pathValues[parameter.name];
      const given = parameter.in === "path" ? (inPath === undefined ? [] : [inPath]) : query.getAll(parameter.name);
      if (given.length === 0) {
        if (parameter.required) problems.push(`${parameter.in} parameter '${parameter.name}' is missing`);
        continue;
      }
      const value = typed(parameter.schema, given);
      parameters[parameter.name] = value;
      problems.push(...this.#errors(parameter.schema, value, `${parameter.in} parameter '${parameter.name}'`));
    }
    problems.push(...this.#checkBody(matched.spec, contentType, body));
    return { parameters, problems };
  }

  #checkBody(spec: OperationSpec, contentType: string | undefined, body: unknown): string[] {
    const schema = spec.requestBody?.content["application/json"]?.schema;
    if (!schema) return body === undefined ? [] : ["the operation takes no body"];
    if (body === undefined) return ["the body is missing or no JSON"];
    // Jira answers 415 to other types; a client that sends one is wrong either way.
    if (!contentType?.startsWith("application/json")) return [`content type '${contentType ?? ""}' is not JSON`];
    return this.#errors(schema, body, "body");
  }

  /**
   * Everything that the OpenAPI does not allow in an answer. It is loose about errors: most operations list their
   * statuses without a schema, and 429 and the 5xx are in none. Those are held to the shape of Jira's errors.
   */
  checkResponse(matched: Matched, status: number, body: unknown): string[] {
    const documented = matched.spec.responses[String(status)];
    if (!documented && status < 400) return [`status ${status} is not documented`];
    const schema = documented?.content?.["application/json"]?.schema;
    if (!schema && status < 400) return body === undefined ? [] : [`answer ${status} has a body`];
    return this.#errors(schema ?? { $ref: "#/components/schemas/ErrorCollection" }, body, `answer ${status}`);
  }

  #errors(schema: object, value: unknown, where: string): string[] {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(anchored(schema) as object);
      this.#compiled.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${where}${describe(error)}`);
  }
}

function describe({ instancePath, message, params }: ErrorObject): string {
  const extra = (params as { additionalProperty?: string }).additionalProperty;
  return `${instancePath ? ` at ${instancePath}` : ""} ${message ?? "is wrong"}${extra ? ` ('${extra}')` : ""}`;
}

/** References inside a piece of the OpenAPI start at the whole of it. */
function anchored(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(anchored);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, key === "$ref" ? `${FILE}${String(value)}` : anchored(value)]),
  );
}

/** Text of an address as the type its schema asks for; what does not fit stays text, so that validation refuses it. */
function typed(schema: Parameter["schema"], given: string[]): ParameterValue {
  if (schema.type === "array") return given.map((text) => scalar(schema.items?.type, text));
  return given.length === 1 ? scalar(schema.type, given[0] ?? "") : given;
}

function scalar(type: string | undefined, text: string): string | number | boolean {
  if (type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}
