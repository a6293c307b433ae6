"""A Key Vault and a managed identity endpoint for one machine, good enough for the real SDKs.

store.py        secrets, versions, soft delete; kept in a file
vault.py        the REST surface of Key Vault secrets
identity.py     tokens, and the App Service endpoint that hands them out
faults.py       outages on request, and a log of what was asked
"""
