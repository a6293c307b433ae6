// The second phase, when the code is there: tell the app of new segments. Event Grid checks the webhook when the
// subscription is made, and its key exists only once the host has loaded the blob trigger.
// `azd up` deploys it by a hook (infra/hooks/postdeploy.sh).
param appName string
param segmentsAccountName string

@description('Region of the segments account: its system topic must be in the same one. A parameter, because the location of an existing resource is not known at the start of a deployment (BCP120).')
param segmentsLocation string

@description('Resource group of the segments account.')
param segmentsAccountGroup string
param segmentsContainer string
param exportsAccountName string
param deadLetterContainer string
param actionGroupId string
param tags object = {}

@description('A storage account has one system topic at most. Name one that is there already, in this resource group and with a system-assigned identity; empty: a new one.')
param existingTopicName string = ''

var roles = loadJsonContent('roles.json')
var blobFunction = 'segment_uploaded'
var newTopicName = 'evgt-${appName}'
var topicName = empty(existingTopicName) ? newTopicName : existingTopicName
var endpoint = 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${blobFunction}&code=${listKeys('${app.id}/host/default', '2025-03-01').systemkeys.blobs_extension}'
var losses = [
  {
    name: 'event-grid-dead-letters'
    metric: 'DeadLetteredCount'
    title: 'Event Grid could not deliver an event'
  }
  {
    name: 'event-grid-dropped'
    metric: 'DroppedEventCount'
    title: 'Event Grid dropped an event'
  }
]

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

resource segments 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  scope: resourceGroup(segmentsAccountGroup)
  name: segmentsAccountName
}

resource exportsAccount 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: exportsAccountName
}

resource exportsBlobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' existing = {
  parent: exportsAccount
  name: 'default'
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' existing = {
  parent: exportsBlobs
  name: deadLetterContainer
}

resource newTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' = if (empty(existingTopicName)) {
  name: newTopicName
  location: segmentsLocation
  tags: tags
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    source: segments.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource deadLetterAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: container
  name: guid(container.id, topicName, roles.blobDataContributor.id)
  properties: {
    principalId: empty(existingTopicName) ? newTopic!.identity.principalId : topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor.id)
  }
}

resource delivery 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'segments-${appName}'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: endpoint
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    filter: {
      subjectBeginsWith: '/blobServices/default/containers/${segmentsContainer}/blobs/'
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      enableAdvancedFilteringOnArrays: true
      advancedFilters: [
        {
          // Whole blobs only: a data lake account also reports files that were created and are still empty. Renames are
          // not subscribed to: the host's blob trigger fails on BlobRenamed. The sweep finds renamed files.
          operatorType: 'StringIn'
          key: 'data.api'
          values: ['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose', 'SftpCommit']
        }
      ]
    }
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
    deadLetterWithResourceIdentity: {
      identity: {
        type: 'SystemAssigned'
      }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: {
          resourceId: exportsAccount.id
          blobContainerName: deadLetterContainer
        }
      }
    }
  }
  dependsOn: [
    newTopic
    deadLetterAccess
  ]
}

resource lossAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [for loss in losses: {
  name: '${loss.name}-${appName}'
  location: 'global'
  tags: tags
  properties: {
    description: '${loss.title}: docs/alerts.md#event-grid-dead-letters'
    severity: 2
    enabled: true
    scopes: [topic.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: loss.metric
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: loss.metric
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [
      { actionGroupId: actionGroupId }
    ]
  }
  dependsOn: [
    newTopic
  ]
}]

output topicName string = topicName
