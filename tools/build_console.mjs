// Builds the console: console/ and docs/ → shared/console/dist, whose files the app serves as they are. `make console`.
//
// In dist, assets/ has a content hash in each name, so that browsers may keep them; index.html names them. The styles are
// in index.html itself, so that the first answer can be painted. Beside each file are its gzip and Brotli forms, unless
// its format is compressed. Does nothing when dist was built from the same sources.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { helpSources, renderHelp } from "./build_help.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = "console";
const TEXTS = "shared/texts"; // the console needs them in the languages that the API does not answer in
const ENGLISH = "en.ftl"; // of its texts, only the titles of errors: the API names some errors by their type alone
const DIST = process.argv[2] ?? "shared/console/dist";
const STAMP = "sources.sha256";
const PUBLIC_PATH = "/assets";
const COMPRESSED = [["br", brotliCompressSync], ["gz", (body) => gzipSync(body, { level: 9 })]];
// Files whose format is compressed already.
const AS_IS = /\.(?:woff2|png)$/;

process.chdir(ROOT);
const texts = readdirSync(TEXTS).filter((name) => name.endsWith(".ftl")).map((name) => join(TEXTS, name));
const sources = readdirSync(SOURCES, { recursive: true }).map((name) => join(SOURCES, name)).filter((path) => statSync(path).isFile());
const files = [...sources, ...texts].sort();
const digest = createHash("sha256");
for (const path of [...files, ...helpSources(), "package-lock.json", "tools/build_console.mjs", "tools/build_help.mjs"]) digest.update(`${path}\n`).update(readFileSync(path));
const stamp = digest.digest("hex");
const stampFile = join(DIST, STAMP);
if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) await build();

async function build() {
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: [["app/main.js", "console"], ["styles/main.css", "console"], ["icon.svg", "icon"], ["app/help.js", "help"], ["styles/help.css", "help"]].map(([path, out]) => ({ in: `${SOURCES}/${path}`, out })),
    bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8", legalComments: "none",
    loader: { ".ftl": "file", ".svg": "copy", ".woff2": "file" },
    outdir: "assets", publicPath: PUBLIC_PATH, entryNames: "[name]-[hash]", assetNames: "[name]-[hash]",
    write: false, metafile: true, logLevel: "warning",
    plugins: [{ name: "titles of errors", setup: (each) => each.onLoad({ filter: /console.messages.en\.ftl$/ }, englishMessages) }],
  });
  const inputs = Object.keys(metafile.inputs);
  const unused = files.filter((path) => /\.(js|css|ftl)$/.test(path) && !inputs.includes(path) && path !== join(TEXTS, ENGLISH));
  if (unused.length) throw new Error(`Nothing imports ${unused.join(", ")}.`);

  const built = new Map(outputFiles.map(({ path, contents }) => [`assets/${path.split("/").at(-1)}`, contents]));
  const address = (entry) => `/${Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint === entry)}`;
  const styles = new TextDecoder().decode(built.get(address(`${SOURCES}/styles/main.css`).slice(1)));
  built.delete(address(`${SOURCES}/styles/main.css`).slice(1));
  const index = readFileSync(`${SOURCES}/index.html`, "utf8").replaceAll(/"(?:app\/main\.js|icon\.svg)"/g, (quoted) =>
    `"${address(`${SOURCES}/${quoted.slice(1, -1)}`)}"`).replace(/<link rel="stylesheet" [^>]*>/, () => `<style>${styles.trim()}</style>`);
  for (const [name, body] of renderHelp({ styles: address(`${SOURCES}/styles/help.css`), script: address(`${SOURCES}/app/help.js`) })) built.set(name, body);
  built.set("index.html", Buffer.from(index));
  built.set("licences.txt", Buffer.from(licences(inputs)));

  rmSync(stampFile, { force: true });
  for (const [name, body] of built) {
    write(name, body);
    for (const [suffix, compress] of formsOf(name)) write(`${name}.${suffix}`, compress(body));
  }
  const expected = new Set([...built.keys()].flatMap((name) => [name, ...formsOf(name).map(([suffix]) => `${name}.${suffix}`)]));
  for (const name of readdirSync(DIST, { recursive: true }))
    if (/\.[a-z][a-z0-9]*$/.test(name) && !expected.has(name)) rmSync(join(DIST, name), { force: true });
  write(STAMP, stamp);
}

// One file for English: the console's messages with the titles of errors.
function englishMessages({ path }) {
  const titles = readFileSync(join(TEXTS, ENGLISH), "utf8").match(/^text-error-.*$/gm);
  return { contents: `${readFileSync(path, "utf8")}\n${titles.join("\n")}\n`, loader: "file" };
}

function formsOf(name) {
  return AS_IS.test(name) ? [] : COMPRESSED;
}

// Replaces the file in one step: several stacks may build at the same time.
function write(name, body) {
  const target = join(DIST, name);
  const temporary = `${target}.${process.pid}`; // a name that the clean-up of another process leaves alone
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(temporary, body);
  renameSync(temporary, target);
}

// The licence texts of the packages that are in the bundle. A package without a text of its own gets that of a
// package under the same licence.
function licences(inputs) {
  const packages = [...new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean))].sort();
  const listed = packages.map((name) => {
    const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    const file = readdirSync(`node_modules/${name}`).find((one) => /^licen[cs]e/i.test(one));
    return { name, version, license, text: file && readFileSync(`node_modules/${name}/${file}`, "utf8").replace(/^\n+|\s+$/g, "") };
  });
  return listed.map(({ name, version, license, text }) => {
    const found = text ?? listed.find((other) => other.license === license && other.text)?.text;
    if (!found) throw new Error(`No text of the licence ${license} of ${name} was found.`);
    return `${name} ${version}, ${license}\n\n${found}\n`;
  }).join(`\n${"-".repeat(80)}\n\n`);
}
