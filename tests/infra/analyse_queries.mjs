// Analyse KQL queries with Microsoft's language service. Reads {tables: {name: schema}, queries: {name: text}} as JSON
// from standard input, prints {name: [diagnostic]}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('@kusto/language-service-next/bridge.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.js');

const { GlobalState, KustoCode, Symbols } = globalThis.Kusto.Language;
const { tables, queries } = JSON.parse(readFileSync(0, 'utf8'));
const symbols = Object.entries(tables).map(([name, schema]) => Symbols.TableSymbol.From(schema).WithName(name));
const members = globalThis.System.Array.init(symbols, Symbols.Symbol);
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor3('workspace', null, members, false));
const found = Object.entries(queries).map(([name, text]) => {
  const diagnostics = KustoCode.ParseAndAnalyze(text, globals).GetDiagnostics();
  const lines = Array.from({ length: diagnostics.Count }, (_, i) => diagnostics.getItem(i));
  return [name, lines.map((each) => `${each.Severity} ${each.Code} at ${each.Start}: ${each.Message}`)];
});
console.log(JSON.stringify(Object.fromEntries(found)));
