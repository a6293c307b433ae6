// Renders docs/ as pages of the app: docs/mapping.md is served at /help/mapping, in the console's style. The first page is
// README's table of what to read for which task. Both pages of errors are one, /help/errors, so that an error type is
// enough to link to its section.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { Marked } from "marked";

const DOCS = "docs";
const ERRORS = ["docs/errors-requests.md", "docs/errors-runs.md"];
const MARK = /<span class="brand-mark">.*?<\/span>/.exec(readFileSync("console/index.html", "utf8"))[0];
const PICTURE = /\.(?:png|svg)$/;
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character]);

const sources = () => readdirSync(DOCS, { recursive: true }).map((name) => join(DOCS, name)).filter((path) => path.endsWith(".md") || PICTURE.test(path)).sort();

// The files that the pages are made from.
export const helpSources = () => ["README.md", ...sources()];

// Returns the files of help/ by name, as {name: body}. `styles` and `script` are the addresses of the bundled ones.
export function renderHelp({ styles, script }) {
  const files = new Map();
  const pages = sources().filter((path) => path.endsWith(".md") && !ERRORS.includes(path)).map((path) => [pageOf(path), path, readFileSync(path, "utf8")]);
  pages.push(["errors", ERRORS[0], `# Errors\n\n${ERRORS.map((path) => readFileSync(path, "utf8")).map((text) => text.slice(text.indexOf("\n## "))).join("\n")}`]);
  const tasks = /^## Documentation\n(.*?)^## /ms.exec(readFileSync("README.md", "utf8"))[1];
  const served = tasks.replace(`, [${ERRORS[0]}](${ERRORS[0]})`, "").split("\n").filter((line) => !/\]\(/.test(line) || line.includes("](docs/"));
  pages.push(["index", "README.md", `# Help\n${served.join("\n").replace("| task | page |", "| You want to | Read |")}`]);
  const titles = new Map(pages.map(([name, , text]) => [name, titleOf(text)]));
  for (const [name, path, text] of pages) files.set(`help/${name}.html`, Buffer.from(page(render(path, text, titles), name, titles.get(name), { styles, script })));
  for (const path of sources()) if (PICTURE.test(path)) files.set(`help/${path.slice(DOCS.length + 1)}`, readFileSync(path));
  return files;
}

const titleOf = (text) => /^# (.+)$/m.exec(text)[1].replaceAll("`", "");
const pageOf = (path) => (ERRORS.includes(path) ? "errors" : path.slice(DOCS.length + 1).replace(/\.md$/, ""));

// The address of what a page links to; null for files that the app does not serve.
function addressOf(from, link) {
  if (/^(?:[a-z]+:|#)/.test(link)) return link;
  const [path, anchor] = link.split("#");
  const target = normalize(join(dirname(from), path));
  if (!target.startsWith(`${DOCS}/`) || !/\.(?:md|png|svg)$/.test(target)) return null;
  return `/help/${pageOf(target)}${anchor ? `#${anchor}` : ""}`;
}

// Returns the page's headings of the second level as [id, text], and its content. A link that is named after its file is named
// after the title of its page instead.
function render(path, text, titles) {
  const ids = new Map(), headings = [];
  const marked = new Marked({ gfm: true });
  marked.use({ renderer: {
    heading({ tokens, depth, text: raw }) {
      const content = this.parser.parseInline(tokens);
      const id = idOf(raw, ids);
      if (depth === 2) headings.push([id, content]);
      return `<h${depth} id="${id}">${content}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const content = this.parser.parseInline(tokens), address = addressOf(path, href);
      if (!address) return content;
      const name = /^\S+\.md$/.test(content) ? escape(titles.get(/^\/help\/([^#]+)/.exec(address)?.[1]) ?? content) : content;
      return `<a href="${escape(address)}"${/^[a-z]+:/.test(address) ? ' rel="noreferrer"' : ""}>${name}</a>`;
    },
    image({ href, text: alternative }) {
      return `<img src="${escape(addressOf(path, href) ?? href)}" alt="${escape(alternative)}" loading="lazy">`;
    },
    table(token) {
      const cells = (row, kind) => `<tr>${row.map((cell) => `<${kind}>${this.parser.parseInline(cell.tokens)}</${kind}>`).join("")}</tr>`;
      return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead>${cells(token.header, "th")}</thead><tbody>${token.rows.map((row) => cells(row, "td")).join("")}</tbody></table></div>\n`;
    },
    code: ({ text: code }) => `<pre class="scroll" tabindex="0"><code>${escape(code)}</code></pre>\n`,
  } });
  const content = marked.parse(text);
  return { headings, content };
}

// As GitHub makes them; a test compares them with those that links in docs/ name.
function idOf(heading, taken) {
  const plain = heading.replaceAll(/[*`]/g, "").toLowerCase().replaceAll(/[^\p{L}\p{N}_\- ]/gu, "").replaceAll(" ", "-");
  const count = (taken.get(plain) ?? -1) + 1;
  taken.set(plain, count);
  return count ? `${plain}-${count}` : plain;
}

function page({ headings, content }, name, title, { styles, script }) {
  const here = headings.length > 1 ? `<nav aria-label="On this page"><h2>On this page</h2><ul>${headings.map(([id, text]) => `<li><a href="#${id}">${text.replaceAll(/<\/?a\b[^>]*>/g, "")}</a></li>`).join("")}</ul></nav>` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escape(title)} · Help · Segments to Klaviyo</title>
<link rel="stylesheet" href="${styles}">
<script src="${script}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="help-head"><a class="brand" href="/">${MARK}<span>Segments to Klaviyo</span></a>${name === "index" ? "" : '<a href="/help">All help pages</a>'}</header>
<div class="help">
<main id="content" tabindex="-1">
${content}</main>
${here}
</div>
</body>
</html>
`;
}
