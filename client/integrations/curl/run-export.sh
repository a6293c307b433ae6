#!/bin/sh
# Runs an export with a function key and waits for its end. Needs curl. Prints the run as JSON.
#   APP_URL=https://func-….azurewebsites.net FUNCTION_KEY=… sh run-export.sh exp_k3f9x27m4t2c night-2026-11-21
# The second argument is an idempotency key: repeated within a day with the same one, the script waits for the same run.
# Exit codes: 0 successful or completed with warnings, 10 failed, 11 skipped, 12 canceled, 3 refused or no answer.
set -eu
export_id=$1
idempotency_key=$2
: "${APP_URL:?}" "${FUNCTION_KEY:?}"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Sends a request; the response is in $folder/headers and $folder/body, its status on the standard output.
request() {
  # The key goes by standard input: arguments of a process are visible to others.
  printf 'header = "x-functions-key: %s"\n' "$FUNCTION_KEY" |
    curl --config - --silent --show-error --connect-timeout 10 --max-time 90 --retry 8 --retry-connrefused \
      --dump-header "$folder/headers" --output "$folder/body" --write-out '%{http_code}' "$@" || { echo; exit 3; } >&2
}

header() {
  sed -n "s/^$1: *\(.*\)\$/\1/Ip" "$folder/headers" | tr -d '\r' | tail -n 1
}

status=$(request --header "Idempotency-Key: $idempotency_key" --header 'Content-Type: application/json' --data '{}' \
  "$APP_URL/api/exports/$export_id/run")
while [ "$status" = 202 ]; do
  # Only the path: the key is sent to no other host.
  location=$(header Location | sed 's,^[a-z]*://[^/]*,,')
  seconds=$(header Retry-After)
  sleep "${seconds:-2}"
  status=$(request "$APP_URL$location")
done

cat "$folder/body"
[ "$status" = 200 ] || exit 3
case $(grep -o '"state": *"[a-z_]*"' "$folder/body" | head -n 1 | cut -d '"' -f 4) in
  successful | completed_with_warnings) exit 0 ;;
  failed) exit 10 ;;
  skipped) exit 11 ;;
  *) exit 12 ;;
esac
