#!/bin/sh
# Before everything is removed: take back what lies outside the resource group, in an existing segments account.
set -eu

if [ -z "${EXISTING_SEGMENTS_ACCOUNT:-}" ]; then
  exit 0
fi
account=$(az storage account show --resource-group "$SEGMENTS_ACCOUNT_GROUP" --name "$SEGMENTS_ACCOUNT" --query id --output tsv)
for scope in "$account/blobServices/default/containers/$SEGMENTS_CONTAINER" \
  "$account/queueServices/default/queues/webjobs-blobtrigger-poison"; do
  az role assignment delete --assignee "$IDENTITY_PRINCIPAL_ID" --scope "$scope"
done
