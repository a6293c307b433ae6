// Everything the app needs, in one resource group. `azd up` deploys it; so does
// `az deployment sub create --location <region> --template-file infra/main.bicep --parameters …`.
// The Event Grid subscription comes after the code: infra/events.bicep.
targetScope = 'subscription'

@description('Name of the environment; all names are made from it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of all resources. Flex Consumption must be offered there.')
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Tags put on every resource.')
param tags object = {}

@description('Memory of an instance in MB. Measured locally for 2048; 512 is for small segments only.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('The most instances of each scale group: every timer, queue and poison function is one; all HTTP functions together and all blob triggers together are one each.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 5

@description('Instances of the function `prepare` that are always ready, so that a run never waits for a cold start. They are billed while they wait; 0: none.')
@minValue(0)
@maxValue(20)
param alwaysReadyPrepareInstances int = 0

@description('Spread the instances of the plan over availability zones, where the region has them.')
param zoneRedundant bool = false

@description('Redundancy of the storage accounts.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param storageSku string = 'Standard_ZRS'

@description('An existing storage account that holds the segments (that of Customer Insights, for instance). Empty: a new one.')
param existingSegmentsAccount string = ''

@description('Resource group of the existing segments account, in this subscription.')
param existingSegmentsResourceGroup string = ''

@description('Container with the segments.')
param segmentsContainer string = 'segments'

@description('Who writes the segments. Customer Insights cannot export to an account with blob soft delete, so it is off for `customerInsights`; for `other` deleted segments can be restored for seven days.')
@allowed([
  'customerInsights'
  'other'
])
param segmentsWriter string = 'customerInsights'

@description('Object id of the service principal that writes the segments (that of Customer Insights, for instance). It gets write access to the segments container. Empty: no one.')
param segmentsWriterPrincipalId string = ''

@description('Give the app read access to the segments container only. Enough for its own code; Microsoft names Blob Data Owner for the trigger.')
param segmentsReadOnly bool = false

@description('Delete blobs of a new segments container after so many days; 0 keeps them. An existing account keeps its own rules.')
@minValue(0)
param segmentsKeepDays int = 0

@description('Client id of the app registration that users sign in with. Empty: nobody can sign in, only function keys work.')
param authClientId string = ''

@description('Client id of your app in Klaviyo, for connections by sign-in. Empty: connections by key only.')
param klaviyoClientId string = ''

@description('Times of the system refresh: cron expressions of 5 fields separated by semicolons, or off.')
param refreshSchedule string = '0 2 * * *'

@description('IANA time zone of the refresh.')
param refreshTimeZone string = 'UTC'

@description('How often due exports are looked for (NCRONTAB, UTC).')
param timerSchedule string = '0 */5 * * * *'

@description('How often stalled runs are resumed (NCRONTAB, UTC).')
param sweepSchedule string = '0 * * * * *'

@description('Days for which runs and audit records are kept.')
@minValue(1)
param historyDays int = 400

@description('Days for which files with personal data are kept.')
@minValue(1)
param personalDataDays int = 30

@description('Days for which row logs are kept, of exports that have one.')
@minValue(1)
param rowLogDays int = 30

@description('More app settings: names and values as docs/configuration.md lists them.')
param extraSettings object = {}

@description('Put storage and vault behind private endpoints and the app into a virtual network.')
param privateNetwork bool = false

@description('Address space of that network, at least a /24.')
param addressPrefix string = '10.87.0.0/24'

@description('Mail addresses that alerts go to, separated by semicolons.')
param alertEmails string = ''

@description('Alert when no run was successful for so long; empty: never. A daily refresh needs P2D, since its end moves.')
@allowed([
  ''
  'PT6H'
  'P1D'
  'P2D'
])
param noSuccessWindow string = 'P2D'

@description('Monthly budget in the currency of the subscription; 0: none.')
@minValue(0)
param budgetAmount int = 0

@description('First day of the budget, the first of a month; it must stay the same in later deployments. Empty: this month.')
param budgetStartDate string = ''

@description('The first of this month; not to be given.')
param thisMonth string = utcNow('yyyy-MM-01')

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('Protect the account with connections, exports and audit records from being deleted. Remove the lock before `azd down` (the hook predown does).')
param lockExports bool = true

@description('Make an Event Grid topic that gets every event of the app (runs, alerts, keys) as a CloudEvent.')
param eventGridTopic bool = false

@description('Recover the vault that an earlier azd down left soft-deleted, instead of making one.')
param recoverVault bool = false

var token = uniqueString(subscription().id, environmentName, location)
var allTags = union(tags, { 'azd-env-name': environmentName })
var groupName = 'rg-${environmentName}'
var appName = 'func-${token}'
var hostName = 'sthost${token}'
var exportsName = 'stexp${token}'
var newSegments = empty(existingSegmentsAccount)
var segmentsName = newSegments ? 'stseg${token}' : existingSegmentsAccount
var segmentsGroup = newSegments ? groupName : existingSegmentsResourceGroup
var vaultName = 'kv-${token}'
var packageContainer = 'app-package'
var exportsContainer = 'exports'
var deadLetterContainer = 'deadletters'
var queues = [
  'export-runs'
  'export-runs-poison'
  'chunk-uploads'
  'chunk-uploads-poison'
  'run-progress'
  'run-progress-poison'
  'notifications'
  'notifications-poison'
]
var tables = [
  'audit'
  'batches'
  'budgets'
  'chunks'
  'connections'
  'exports'
  'notifications'
  'pieces'
  'retention'
  'runs'
  'snapshots'
  'starts'
]
// What the app deletes itself after personalDataDays, should it be gone or broken: a week later at the latest.
var exportsLifecycle = [
  {
    name: 'runs'
    prefix: '${exportsContainer}/runs/'
    days: personalDataDays + 7
  }
  {
    name: 'row-log'
    prefix: '${exportsContainer}/row-log/'
    days: rowLogDays + 7
  }
  {
    name: 'consent'
    prefix: '${exportsContainer}/consent/'
    days: personalDataDays + 7
  }
  {
    name: 'previews'
    prefix: '${exportsContainer}/previews/'
    days: 8
  }
  {
    name: 'erasures'
    prefix: '${exportsContainer}/erasures/'
    days: 8
  }
  {
    name: 'lookups'
    prefix: '${exportsContainer}/lookups/'
    days: 8
  }
  {
    name: 'list-checks'
    prefix: '${exportsContainer}/list-checks/'
    days: personalDataDays + 7
  }
  {
    name: 'history'
    prefix: '${exportsContainer}/history/'
    days: historyDays + 7
  }
  {
    name: 'deadletters'
    prefix: '${deadLetterContainer}/'
    days: 30
  }
]
var segmentsLifecycle = [
  {
    name: 'segments'
    prefix: '${segmentsContainer}/'
    days: segmentsKeepDays
  }
]
var storageType = 'Microsoft.Storage/storageAccounts'
var endpoints = [
  { name: 'host-blob', type: storageType, target: hostName, group: groupName, part: 'blob' }
  { name: 'host-queue', type: storageType, target: hostName, group: groupName, part: 'queue' }
  { name: 'host-table', type: storageType, target: hostName, group: groupName, part: 'table' }
  { name: 'exports-blob', type: storageType, target: exportsName, group: groupName, part: 'blob' }
  { name: 'exports-queue', type: storageType, target: exportsName, group: groupName, part: 'queue' }
  { name: 'exports-table', type: storageType, target: exportsName, group: groupName, part: 'table' }
  { name: 'segments-blob', type: storageType, target: segmentsName, group: segmentsGroup, part: 'blob' }
  { name: 'segments-queue', type: storageType, target: segmentsName, group: segmentsGroup, part: 'queue' }
  { name: 'vault', type: 'Microsoft.KeyVault/vaults', target: vaultName, group: groupName, part: 'vault' }
]

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: groupName
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${token}'
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    token: token
    location: location
    tags: allTags
    logDays: logDays
    alertEmails: alertEmails
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    token: token
    location: location
    tags: allTags
    addressPrefix: addressPrefix
  }
}

module hostAccount 'modules/account.bicep' = {
  name: 'host-account'
  scope: group
  params: {
    name: hostName
    location: location
    tags: allTags
    sku: storageSku
    containers: [packageContainer]
    blobSoftDeleteDays: 0
    privateNetwork: privateNetwork
    workspaceId: ''
  }
}

// Blob soft delete is off: it would keep personal data that the app deletes.
module exportsAccount 'modules/account.bicep' = {
  name: 'exports-account'
  scope: group
  params: {
    name: exportsName
    location: location
    tags: allTags
    sku: storageSku
    containers: [exportsContainer, deadLetterContainer]
    queues: queues
    tables: tables
    blobSoftDeleteDays: 0
    lifecycle: exportsLifecycle
    lock: lockExports
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

// Blob soft delete is off where Customer Insights writes: its export to Blob Storage fails while it is on
// (learn.microsoft.com, Customer Insights, export-azure-blob-storage). A lost segment is exported again.
module segmentsAccount 'modules/account.bicep' = if (newSegments) {
  name: 'segments-account'
  scope: group
  params: {
    name: segmentsName
    location: location
    tags: allTags
    sku: storageSku
    containers: [segmentsContainer]
    blobSoftDeleteDays: (segmentsWriter == 'customerInsights') ? 0 : 7
    lifecycle: (segmentsKeepDays > 0) ? segmentsLifecycle : []
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module segmentsAccess 'modules/segments-access.bicep' = {
  name: 'segments-access-${token}'
  scope: resourceGroup(segmentsGroup)
  params: {
    accountName: segmentsName
    containerName: segmentsContainer
    principalId: identity.outputs.principalId
    writerPrincipalId: segmentsWriterPrincipalId
    readOnly: segmentsReadOnly
  }
  dependsOn: [
    segmentsAccount
  ]
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: vaultName
    location: location
    tags: allTags
    privateNetwork: privateNetwork
    recover: recoverVault
    workspaceId: monitoring.outputs.workspaceId
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    principalId: identity.outputs.principalId
    hostAccountName: hostName
    exportsAccountName: exportsName
    exportsContainer: exportsContainer
    vaultName: vaultName
    insightsName: monitoring.outputs.insightsName
  }
  dependsOn: [
    hostAccount
    exportsAccount
    vault
  ]
}

module topic 'modules/topic.bicep' = if (eventGridTopic) {
  name: 'topic'
  scope: group
  params: {
    name: 'evgt-${token}'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
  }
}

module privateEndpoints 'modules/endpoint.bicep' = [for endpoint in (privateNetwork ? endpoints : []): {
  name: 'endpoint-${endpoint.name}'
  scope: group
  params: {
    name: 'pe-${endpoint.name}-${token}'
    location: location
    tags: allTags
    targetType: endpoint.type
    targetName: endpoint.target
    targetGroup: endpoint.group
    part: endpoint.part
    subnetId: network!.outputs.endpointSubnetId
  }
  dependsOn: [
    hostAccount
    exportsAccount
    segmentsAccount
    vault
  ]
}]

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: appName
    planName: 'plan-${token}'
    location: location
    tags: allTags
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyPrepareInstances: alwaysReadyPrepareInstances
    zoneRedundant: zoneRedundant
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    authClientId: authClientId
    hostAccountName: hostName
    packageContainer: packageContainer
    exportsAccountName: exportsName
    exportsContainer: exportsContainer
    segmentsAccountName: segmentsName
    segmentsContainer: segmentsContainer
    vaultUrl: vault.outputs.url
    eventGridTopicUrl: eventGridTopic ? topic!.outputs.endpoint : ''
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    workspaceId: monitoring.outputs.workspaceId
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    timerSchedule: timerSchedule
    sweepSchedule: sweepSchedule
    refreshSchedule: refreshSchedule
    refreshTimeZone: refreshTimeZone
    klaviyoClientId: klaviyoClientId
    historyDays: historyDays
    personalDataDays: personalDataDays
    rowLogDays: rowLogDays
    extraSettings: extraSettings
  }
  dependsOn: [
    access
    segmentsAccess
    privateEndpoints
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    token: token
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    actionGroupId: monitoring.outputs.actionGroupId
    noSuccessWindow: noSuccessWindow
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    token: token
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = if (budgetAmount > 0) {
  name: 'budget'
  scope: group
  params: {
    name: 'budget-${token}'
    amount: budgetAmount
    startDate: empty(budgetStartDate) ? thisMonth : budgetStartDate
    actionGroupId: monitoring.outputs.actionGroupId
  }
}

// What the hooks and infra/events.bicep read.
output RESOURCE_GROUP string = groupName
output APP_NAME string = appName
output APP_URL string = app.outputs.url
output EXPORTS_ACCOUNT string = exportsName
output DEAD_LETTER_CONTAINER string = deadLetterContainer
output SEGMENTS_ACCOUNT string = segmentsName
output SEGMENTS_ACCOUNT_GROUP string = segmentsGroup
output SEGMENTS_CONTAINER string = segmentsContainer
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output ACTION_GROUP_ID string = monitoring.outputs.actionGroupId
