#!/bin/sh
# Before everything is removed: remove the lock of the exports account, and the app's roles in an existing segments
# account, which is outside the resource group.
set -eu

az account set --subscription "$AZURE_SUBSCRIPTION_ID"
exports=$(az storage account list --resource-group "$RESOURCE_GROUP" --query "[?name=='$EXPORTS_ACCOUNT'].id" --output tsv)
if [ -n "$exports" ]; then
  for lock in $(az lock list --resource "$exports" --query "[?name=='no-delete'].id" --output tsv); do
    az lock delete --ids "$lock"
  done
fi

if [ -z "${EXISTING_SEGMENTS_ACCOUNT:-}" ]; then
  exit 0
fi
account=$(az storage account show --resource-group "$SEGMENTS_ACCOUNT_GROUP" --name "$SEGMENTS_ACCOUNT" --query id --output tsv)
for scope in "$account/blobServices/default/containers/$SEGMENTS_CONTAINER" \
  "$account/queueServices/default/queues/webjobs-blobtrigger-poison"; do
  # By id: az ends with an error where there is none, as in a second attempt.
  assignments=$(az role assignment list --assignee "$IDENTITY_PRINCIPAL_ID" --scope "$scope" --query '[].id' --output tsv)
  for assignment in $assignments; do
    az role assignment delete --ids "$assignment"
  done
done
