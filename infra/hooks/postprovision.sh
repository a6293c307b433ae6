#!/bin/sh
# After provisioning: bind the app registration to the app (its address, its identity instead of a secret), let only
# people with a role sign in, and make the user who deploys the first administrator.
set -eu

az account set --subscription "$AZURE_SUBSCRIPTION_ID"
if [ "${AUTH_APP_CREATED:-}" != true ]; then
  exit 0
fi

az ad app update --id "$AUTH_CLIENT_ID" --web-redirect-uris "$APP_URL/.auth/login/aad/callback"

tenant=$(az account show --query tenantId --output tsv)
credential=$(az ad app federated-credential list --id "$AUTH_CLIENT_ID" --query "[?subject=='$IDENTITY_PRINCIPAL_ID'].name" --output tsv)
if [ -z "$credential" ]; then
  az ad app federated-credential create --id "$AUTH_CLIENT_ID" --parameters "{
    \"name\": \"app-$IDENTITY_PRINCIPAL_ID\",
    \"issuer\": \"https://login.microsoftonline.com/$tenant/v2.0\",
    \"subject\": \"$IDENTITY_PRINCIPAL_ID\",
    \"audiences\": [\"api://AzureADTokenExchange\"]
  }"
fi

principal=$(az ad sp list --filter "appId eq '$AUTH_CLIENT_ID'" --query '[0].id' --output tsv)
if [ -z "$principal" ]; then
  principal=$(az ad sp create --id "$AUTH_CLIENT_ID" --query id --output tsv)
fi
az ad sp update --id "$principal" --set appRoleAssignmentRequired=true

graph=https://graph.microsoft.com/v1.0
administrator=5f0e3a52-6c0b-4f5c-9d0e-7a1f2c8b4e01
if user=$(az ad signed-in-user show --query id --output tsv 2>/dev/null); then
  assigned=$(az rest --method get --url "$graph/servicePrincipals/$principal/appRoleAssignedTo" \
    --query "value[?principalId=='$user' && appRoleId=='$administrator'].id" --output tsv)
  if [ -z "$assigned" ]; then
    az rest --method post --url "$graph/servicePrincipals/$principal/appRoleAssignedTo" --body "{
      \"principalId\": \"$user\", \"resourceId\": \"$principal\", \"appRoleId\": \"$administrator\"
    }" >/dev/null
  fi
else
  echo "No user is signed in to az: give a user the role Administrator (docs/deploy.md, Give people access)." >&2
fi
