// One storage account, closed as far as it goes: no shared keys, no anonymous reading, TLS 1.2, one tenant.
param name string
param location string
param tags object
param sku string
param containers array
param queues array = []
param tables array = []

@description('Days for which deleted blobs can be brought back; 0: not at all.')
param blobSoftDeleteDays int

@description('Rules {name, prefix, days}: blobs below the prefix are deleted so many days after they were written.')
param lifecycle array = []
param privateNetwork bool

@description('Refuse every deletion of the account until the lock is removed.')
param lock bool = false

@description('Where reads, writes and deletes of blobs are logged; empty: nowhere.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Event Grid delivers dead letters as a trusted service.
      bypass: 'AzureServices'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: (blobSoftDeleteDays > 0) ? { enabled: true, days: blobSoftDeleteDays } : { enabled: false }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [for container in containers: {
  parent: blobService
  name: container
  properties: {
    publicAccess: 'None'
  }
}]

resource storageQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [for queue in queues: {
  parent: queueService
  name: queue
}]

resource storageTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [for table in tables: {
  parent: tableService
  name: table
}]

resource policy 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = if (!empty(lifecycle)) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [for rule in lifecycle: {
        name: rule.name
        enabled: true
        type: 'Lifecycle'
        definition: {
          filters: {
            blobTypes: ['blockBlob', 'appendBlob']
            prefixMatch: [rule.prefix]
          }
          actions: {
            baseBlob: {
              delete: {
                daysAfterModificationGreaterThan: rule.days
              }
            }
            snapshot: {
              delete: {
                daysAfterCreationGreaterThan: rule.days
              }
            }
          }
        }
      }]
    }
  }
  dependsOn: [
    blobContainers
  ]
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(workspaceId)) {
  scope: blobService
  name: 'blobs'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageRead', enabled: true }
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

resource noDelete 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  scope: account
  name: 'no-delete'
  properties: {
    level: 'CanNotDelete'
    notes: 'Connections, exports, runs and the audit record: docs/backup-and-retention.md says how to back them up.'
  }
}
