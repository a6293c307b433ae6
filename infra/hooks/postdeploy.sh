#!/bin/sh
# After deploying the code: check that the host found every function, create the Event Grid subscription (its webhook
# key exists once the host has loaded the app), and check from outside that a forged sign-in header is refused.
set -eu

az account set --subscription "$AZURE_SUBSCRIPTION_ID"
group=$RESOURCE_GROUP
wait=${HOOK_WAIT_SECONDS:-10}
app_id=$(az functionapp show --resource-group "$group" --name "$APP_NAME" --query id --output tsv)
attempt=0
# The backquotes are JMESPath's.
# shellcheck disable=SC2016
until az rest --method post --url "$app_id/host/default/listKeys?api-version=2025-03-01" \
  --query 'contains(keys(systemKeys), `blobs_extension`)' --output tsv 2>/dev/null | grep -qi true; do
  attempt=$((attempt + 1))
  if [ "$attempt" -ge 30 ]; then
    echo "The app has no blobs_extension key after five minutes: it did not load. Its log stream says why;" >&2
    echo "afterwards run: azd hooks run postdeploy" >&2
    exit 1
  fi
  sleep "$wait"
done

# An import error leaves the app without functions while every health address of the platform stays green.
expected=$(sed -n 's/^@app\.function_name("\(.*\)")$/\1/p' function_app.py | sort)
found=$(az rest --method get --url "$app_id/functions?api-version=2025-03-01" --query 'value[].properties.name' --output tsv | sort)
if [ "$expected" != "$found" ]; then
  echo "The host does not list the functions of function_app.py. Expected:" >&2
  echo "$expected" >&2
  echo "Found:" >&2
  echo "${found:-none}" >&2
  echo "The log stream names the setting or import that failed; afterwards run: azd hooks run postdeploy" >&2
  exit 1
fi
# Events that name a function the host does not know are answered 202 and lost without an error.
blob_function=$(sed -n "s/^var blobFunction = '\(.*\)'$/\1/p" infra/events.bicep)
if ! echo "$found" | grep -qx "$blob_function"; then
  echo "infra/events.bicep sends events to the function '$blob_function', which the app does not have." >&2
  exit 1
fi

# The topic's role on the dead-letter container takes up to some minutes to become effective; until then the event
# subscription is refused.
location=$(az storage account show --resource-group "$SEGMENTS_ACCOUNT_GROUP" --name "$SEGMENTS_ACCOUNT" --query location --output tsv)
attempt=0
until az deployment group create --resource-group "$group" --name events --template-file infra/events.bicep --output none \
  --parameters appName="$APP_NAME" \
  segmentsAccountName="$SEGMENTS_ACCOUNT" segmentsAccountGroup="$SEGMENTS_ACCOUNT_GROUP" segmentsLocation="$location" \
  segmentsContainer="$SEGMENTS_CONTAINER" exportsAccountName="$EXPORTS_ACCOUNT" \
  deadLetterContainer="$DEAD_LETTER_CONTAINER" actionGroupId="$ACTION_GROUP_ID" \
  existingTopicName="${EXISTING_TOPIC_NAME:-}"; do
  attempt=$((attempt + 1))
  if [ "$attempt" -ge 6 ]; then
    echo "The Event Grid subscription could not be created; the errors are above." >&2
    echo "Afterwards run: azd hooks run postdeploy" >&2
    exit 1
  fi
  echo "Trying again: new role assignments take some minutes to become effective." >&2
  sleep "$((wait * attempt))"
done

# A client that sends this header without having signed in must not become an administrator.
forged=$(printf '{"auth_typ":"aad","role_typ":"roles","claims":[{"typ":"roles","val":"Administrator"}]}' | base64 | tr -d '\n')
attempt=0
while :; do
  status=$(curl --silent --output /dev/null --max-time 60 --write-out '%{http_code}' \
    --header "X-MS-CLIENT-PRINCIPAL: $forged" --header "X-MS-CLIENT-PRINCIPAL-ID: forged" \
    --header "X-MS-CLIENT-PRINCIPAL-IDP: aad" "$APP_URL/api/me" || true)
  case $status in
  401) break ;;
  000 | 5??) # not started yet
    attempt=$((attempt + 1))
    [ "$attempt" -lt 12 ] || break
    sleep "$wait"
    ;;
  *) break ;;
  esac
done
if [ "$status" != 401 ]; then
  echo "SECURITY: $APP_URL/api/me answered $status instead of 401 to a request with a forged sign-in header." >&2
  echo "Stop the app (az functionapp stop -g $group -n $APP_NAME) and check its authentication settings." >&2
  exit 1
fi
echo "Ready: $APP_URL"
