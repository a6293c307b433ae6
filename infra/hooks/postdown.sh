#!/bin/sh
# After everything is removed: the app registration, if azd up made it.
set -eu

az account set --subscription "$AZURE_SUBSCRIPTION_ID"
if [ "${AUTH_APP_CREATED:-}" = true ]; then
  az ad app delete --id "$AUTH_CLIENT_ID"
  azd env set AUTH_CLIENT_ID ""
  azd env set AUTH_APP_CREATED false
fi
