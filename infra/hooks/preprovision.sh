#!/bin/sh
# Before provisioning: settle what must stay the same later, and make the app registration that users sign in with.
# Set AUTH_CLIENT_ID to use a registration that is there already, or AUTH_SKIP=true to go without sign-in.
set -eu

if [ -z "${BUDGET_START_DATE:-}" ]; then
  azd env set BUDGET_START_DATE "$(date -u +%Y-%m-01)"
fi
if [ -n "${AUTH_CLIENT_ID:-}" ] || [ "${AUTH_SKIP:-}" = true ]; then
  exit 0
fi

client_id=$(az ad app create \
  --display-name "Segments to Klaviyo ($AZURE_ENV_NAME)" \
  --sign-in-audience AzureADMyOrg \
  --enable-id-token-issuance true \
  --app-roles @infra/hooks/app-roles.json \
  --query appId --output tsv)
# Noted at once: should a later step fail, the next try takes up this registration and azd down removes it.
azd env set AUTH_APP_CREATED true
azd env set AUTH_CLIENT_ID "$client_id"
az ad app update --id "$client_id" --identifier-uris "api://$client_id" --set 'api={"requestedAccessTokenVersion":2}'
