#!/bin/sh
# After deploying the code: the Event Grid subscription. Its webhook key exists once the host has loaded the app.
set -eu

group=$RESOURCE_GROUP
app_id=$(az functionapp show --resource-group "$group" --name "$APP_NAME" --query id --output tsv)
tries=0
until az rest --method post --url "$app_id/host/default/listKeys?api-version=2024-04-01" \
  --query 'contains(keys(systemKeys), `blobs_extension`)' --output tsv 2>/dev/null | grep -qi true; do
  tries=$((tries + 1))
  if [ "$tries" -ge 30 ]; then
    echo "The app has no blobs_extension key after five minutes: it did not load. Its log stream says why;" >&2
    echo "afterwards run: azd hooks run postdeploy" >&2
    exit 1
  fi
  sleep 10
done

az deployment group create --resource-group "$group" --name events --template-file infra/events.bicep --output none \
  --parameters appName="$APP_NAME" \
  segmentsAccountName="$SEGMENTS_ACCOUNT" segmentsAccountGroup="$SEGMENTS_ACCOUNT_GROUP" \
  segmentsContainer="$SEGMENTS_CONTAINER" exportsAccountName="$EXPORTS_ACCOUNT" \
  deadLetterContainer="$DEAD_LETTER_CONTAINER" actionGroupId="$ACTION_GROUP_ID" \
  existingTopicName="${EXISTING_TOPIC_NAME:-}"
echo "Ready: $APP_URL"
