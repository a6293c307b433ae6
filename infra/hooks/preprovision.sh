#!/bin/sh
# Before provisioning: register the resource providers, keep the values that must not change later, and create the app
# registration that users sign in with. Set AUTH_CLIENT_ID to use an existing registration, or AUTH_SKIP=true to go
# without sign-in.
set -eu

az account set --subscription "$AZURE_SUBSCRIPTION_ID"
# Microsoft.App: no resource of the template has this type, but the delegated subnet of a private network needs it.
for namespace in Microsoft.Web Microsoft.Storage Microsoft.KeyVault Microsoft.EventGrid Microsoft.ManagedIdentity \
  Microsoft.OperationalInsights Microsoft.Insights Microsoft.Network Microsoft.App; do
  az provider register --namespace "$namespace" --wait
done

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
# Saved at once: if a later step fails, the next attempt uses this registration, and azd down removes it.
azd env set AUTH_APP_CREATED true
azd env set AUTH_CLIENT_ID "$client_id"
az ad app update --id "$client_id" --identifier-uris "api://$client_id" --set 'api={"requestedAccessTokenVersion":2}' \
  groupMembershipClaims=ApplicationGroup
