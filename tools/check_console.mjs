// Reports names in the console's modules that nothing declares, and declarations that nothing uses: `make check`.
// The bundler takes such a name for a global of the browser, and the page fails when the line is reached.
//
// Usage: node tools/check_console.mjs [folder]
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";

const GLOBALS = new Set(("Array Boolean BroadcastChannel CustomEvent Date Error Event EventTarget Intl JSON Map Math Number Object Promise Set String URL " +
  "URLSearchParams clearInterval clearTimeout console decodeURIComponent document encodeURIComponent fetch history localStorage location " +
  "navigator requestAnimationFrame sessionStorage setInterval setTimeout structuredClone undefined window").split(" "));

const folder = process.argv[2] ?? "console/app";
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js")).sort();
const problems = files.flatMap((name) => check(join(folder, name)));
for (const problem of problems) console.log(problem);
process.exitCode = problems.length ? 1 : 0;

function check(path) {
  const tree = parse(readFileSync(path, "utf8"), { ecmaVersion: "latest", sourceType: "module", locations: true });
  const scopes = [], report = (node, text) => `${path}:${node.loc.start.line}: ${node.name} ${text}`;
  visit(tree.body, scopeWithin(null));
  const undeclared = scopes.flatMap((scope) => scope.uses.filter((node) => !resolve(node.name, scope) && !GLOBALS.has(node.name)));
  const unused = scopes.flatMap((scope) => [...scope.declared.values()].filter(({ used }) => !used));
  return [...undeclared.map((node) => report(node, "is not declared")), ...unused.map(({ node }) => report(node, "is not used"))];

  function scopeWithin(outer) {
    const scope = { outer, declared: new Map(), uses: [] };
    scopes.push(scope);
    return scope;
  }
  // Marks the declaration of a name as used; returns whether there is one.
  function resolve(name, scope) {
    let at = scope;
    while (at && !at.declared.has(name)) at = at.outer;
    if (at) at.declared.get(name).used = true;
    return Boolean(at);
  }
  // Declares the names of a pattern. Expressions in it (defaults, computed keys) are used, not declared.
  function declare(pattern, scope, exempt = false) {
    if (!pattern) return;
    if (pattern.type === "Identifier") return void scope.declared.set(pattern.name, { node: pattern, used: exempt || pattern.name.startsWith("_") });
    if (pattern.type === "AssignmentPattern") return declare(pattern.left, scope, exempt), visit(pattern.right, scope);
    if (pattern.type === "RestElement") return declare(pattern.argument, scope, exempt);
    if (pattern.type === "ArrayPattern") return pattern.elements.forEach((one) => declare(one, scope, exempt));
    // What is taken out of an object before `...rest` is not in the rest: that is its use.
    const omits = pattern.properties.some((one) => one.type === "RestElement");
    for (const one of pattern.properties) {
      if (one.computed) visit(one.key, scope);
      declare(one.type === "RestElement" ? one : one.value, scope, exempt || omits);
    }
  }
  function visitFunction(node, scope) {
    const inner = scopeWithin(scope);
    // Parameters may be there for the order, or for the caller's sake.
    node.params.forEach((one) => declare(one, inner, one.type === "Identifier"));
    visit(node.body, inner);
  }
  function visitAll(nodes, scope) {
    for (const node of nodes) visit(node, scope);
  }
  function visitCatch(node, scope) {
    declare(node.param, scope, true);
    visit(node.body, scope);
  }
  function visit(node, scope, exported = false) {
    if (!node || typeof node !== "object") return;
    if (Array.isArray(node)) {
      // Functions and classes are visible in all of their block.
      for (const one of node) if (/^(Function|Class)Declaration$/.test(one?.type)) declare(one.id, scope, exported);
      return node.forEach((one) => visit(one, scope));
    }
    switch (node.type) {
      case "Identifier": return void scope.uses.push(node);
      case "ImportDeclaration": return node.specifiers.forEach((one) => declare(one.local, scope));
      case "ExportNamedDeclaration":
        if (node.source) return;
        if (/^(Function|Class)Declaration$/.test(node.declaration?.type)) declare(node.declaration.id, scope, true);
        node.specifiers.forEach((one) => scope.uses.push(one.local));
        return visit(node.declaration, scope, true);
      case "VariableDeclaration": return node.declarations.forEach((one) => (declare(one.id, scope, exported), visit(one.init, scope)));
      case "FunctionDeclaration": case "FunctionExpression": case "ArrowFunctionExpression": return visitFunction(node, scope);
      case "ClassDeclaration": case "ClassExpression": return visit(node.superClass, scope), visit(node.body, scope);
      case "BlockStatement": return visit(node.body, scopeWithin(scope));
      case "ForStatement": case "ForOfStatement": case "ForInStatement":
        return visitAll(["init", "left", "right", "test", "update", "body"].map((part) => node[part]), scopeWithin(scope));
      case "CatchClause": return visitCatch(node, scopeWithin(scope));
      case "MemberExpression": return visit(node.object, scope), node.computed && visit(node.property, scope);
      case "Property": case "MethodDefinition": case "PropertyDefinition": return node.computed && visit(node.key, scope), visit(node.value, scope);
    }
    for (const [part, value] of Object.entries(node)) if (part !== "type" && part !== "loc") visit(value, scope);
  }
}
