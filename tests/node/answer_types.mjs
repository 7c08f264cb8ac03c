// Makes TypeScript's types from a description of an API (the file named first) and prints, as JSON, how many answers
// have content and every place in them that is of any shape, as the compiler understands it.
import { readFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const FILE = "api.ts";
const LOOSE = ts.TypeFlags.Any | ts.TypeFlags.Unknown;

const text = astToString(await openapiTS(readFileSync(process.argv[2], "utf8")));
const { checker, operations } = compiled(text);
const seen = new Set();
const loose = [];
let contents = 0;

for (const operation of checker.getPropertiesOfType(operations)) {
  const answers = member(typeOf(operation), "responses");
  for (const status of checker.getPropertiesOfType(answers)) {
    const content = member(typeOf(status), "content");
    for (const media of content ? checker.getPropertiesOfType(content) : []) {
      contents += 1;
      look(typeOf(media), `${operation.name} ${status.name}`);
    }
  }
}
console.log(JSON.stringify({ contents, loose }));

/** Return the compiler's understanding of the types, and that of the interface `operations`. */
function compiled(text) {
  const options = { strict: true, noLib: false, target: ts.ScriptTarget.ES2022 };
  const host = ts.createCompilerHost(options);
  const onDisk = host.getSourceFile.bind(host);
  const source = ts.createSourceFile(FILE, text, options.target);
  host.getSourceFile = (name, ...how) => (name === FILE ? source : onDisk(name, ...how));
  const program = ts.createProgram([FILE], options, host);
  const [problem] = program.getSemanticDiagnostics(source);
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, "\n"));
  const checker = program.getTypeChecker();
  const found = source.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === "operations");
  return { checker, operations: checker.getTypeAtLocation(found) };
}

function typeOf(symbol) {
  return checker.getTypeOfSymbol(symbol);
}

/** Return the type of a property; nothing where there is none, or `undefined` alone. */
function member(type, name) {
  const found = type.getProperty(name);
  return found && checker.getNonNullableType(typeOf(found));
}

/** Look at a type and at all that it is made of, each once. */
function look(type, where) {
  if (isLoose(type)) return loose.push(where);
  if (seen.has(type)) return undefined;
  seen.add(type);
  if (type.isUnionOrIntersection()) return type.types.forEach((each) => look(each, where));
  if (!(type.flags & ts.TypeFlags.Object)) return undefined;
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    return checker.getTypeArguments(type).forEach((each) => look(each, `${where}[]`));
  }
  checker.getIndexInfosOfType(type).forEach((each) => look(each.type, `${where}.*`));
  return checker.getPropertiesOfType(type).forEach((each) => look(typeOf(each), `${where}.${each.name}`));
}

/** Whether a type says nothing: any, unknown, or an object without a name, which `Record<string, never>` is too. */
function isLoose(type) {
  if (type.flags & LOOSE) return true;
  if (!(type.flags & ts.TypeFlags.Object) || checker.getPropertiesOfType(type).length) return false;
  return checker.getIndexInfosOfType(type).every((each) => each.type.flags & ts.TypeFlags.Never);
}
