#!/bin/sh
# Before packaging the code: build the console, the web page, into shared/console/dist. Needs Node 20 or newer here; the
# deployed app needs none. A release's package has the page built and no sources of it: then there is nothing to do.
set -eu

if [ ! -d console ]; then
  exit 0
fi
if ! node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null; then
  echo "Node 20 or newer is missing: it builds the console. Install it, or deploy the package of a release." >&2
  exit 1
fi
# The bundler and the libraries of the page, in the versions of package-lock.json.
if ! npm ls --omit=dev --depth=0 >/dev/null 2>&1; then
  npm ci --omit=dev --no-audit --no-fund
  rm -f .setup # of make: it would take the packages for the tests as installed
fi
node tools/build_console.mjs
