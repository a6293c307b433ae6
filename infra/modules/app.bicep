// The Flex Consumption plan and the app on it: its settings, its sign-in, its logs.
param name string
param planName string
param location string
param tags object
param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReadyPrepareInstances int
param zoneRedundant bool
param identityId string
param identityClientId string
param authClientId string
param hostAccountName string
param packageContainer string
param exportsAccountName string
param exportsContainer string
param segmentsAccountName string
param segmentsContainer string
param vaultUrl string
param eventGridTopicUrl string
param insightsConnectionString string
param workspaceId string
param subnetId string
param timerSchedule string
param sweepSchedule string
param refreshSchedule string
param refreshTimeZone string
param klaviyoClientId string
param historyDays int
param personalDataDays int
param rowLogDays int
param extraSettings object

var storage = environment().suffixes.storage
// 512 MB hold one thread of DuckDB beside host and worker; above that, the measured defaults.
var small = instanceMemoryMB < 2048
var settings = {
  AzureWebJobsStorage__accountName: hostAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsDisableHomepage: 'true'
  // Bytes. The host refuses a larger body of any caller before it reads it; the app itself accepts 1,000,000.
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '2000000'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  // The worker takes over the host's trace context, and the host leaves our log lines to us: shared/telemetry.
  PYTHON_ENABLE_OPENTELEMETRY: 'true'
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // Easy Auth proves itself to Entra ID with the app's identity: there is no client secret to leak or to expire.
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
  SegmentsStorage__blobServiceUri: 'https://${segmentsAccountName}.blob.${storage}'
  SegmentsStorage__queueServiceUri: 'https://${segmentsAccountName}.queue.${storage}'
  SegmentsStorage__credential: 'managedidentity'
  SegmentsStorage__clientId: identityClientId
  ExportsStorage__blobServiceUri: 'https://${exportsAccountName}.blob.${storage}'
  ExportsStorage__queueServiceUri: 'https://${exportsAccountName}.queue.${storage}'
  ExportsStorage__tableServiceUri: 'https://${exportsAccountName}.table.${storage}'
  ExportsStorage__credential: 'managedidentity'
  ExportsStorage__clientId: identityClientId
  SEGMENTS_CONTAINER: segmentsContainer
  EXPORTS_CONTAINER: exportsContainer
  KEY_VAULT_URL: vaultUrl
  EVENT_GRID_TOPIC_URL: eventGridTopicUrl
  MANAGED_IDENTITY_CLIENT_ID: identityClientId
  TIMER_SCHEDULE: timerSchedule
  SWEEP_SCHEDULE: sweepSchedule
  REFRESH_SCHEDULE: refreshSchedule
  REFRESH_TIME_ZONE: refreshTimeZone
  KLAVIYO_CLIENT_ID: klaviyoClientId
  HISTORY_DAYS: string(historyDays)
  PERSONAL_DATA_DAYS: string(personalDataDays)
  ROW_LOG_DAYS: string(rowLogDays)
  PREPARE_MEMORY_MB: small ? '96' : '192'
  PREPARE_THREADS: small ? '1' : '2'
  // An instance of Flex Consumption has 0.8 GB of temporary disk, whatever its memory.
  PREPARE_DISK_MB: '650'
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Event Grid, users and machines reach the app from outside; storage and vault are what a private network hides.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${hostAccountName}.blob.${storage}/${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'python'
        version: '3.13'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: (alwaysReadyPrepareInstances > 0) ? [
          { name: 'function:prepare', instanceCount: alwaysReadyPrepareInstances }
        ] : []
        // Requests are short, but each body may be megabytes: a bound on what one instance holds at once.
        triggers: {
          http: {
            perInstanceConcurrency: 16
          }
        }
      }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, extraSettings)
}

// Requests that nobody signed in for are let through: machines come with a function key, Event Grid with a system
// key, and the app answers 401 to the rest itself (shared/api/auth.py). Requests with a session or a token are
// checked here; headers that pretend to be Easy Auth's are dropped. Without a registration Easy Auth stays off and
// the app believes no such header, so no user gets in.
resource auth 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: !empty(authClientId)
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: {
      requireHttps: true
      forwardProxy: {
        convention: 'NoProxy'
      }
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: !empty(authClientId)
        registration: {
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          clientId: authClientId
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
        }
        validation: {
          allowedAudiences: [authClientId, 'api://${authClientId}']
        }
      }
    }
    login: {
      // The app reads the claims of a request and needs no token of the user's.
      tokenStore: {
        enabled: false
      }
      preserveUrlFragmentsForLogins: false
    }
  }
  dependsOn: [
    appSettings
  ]
}

// Deploying needs an Entra ID identity: no publishing user name and password.
resource noFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'platform'
  properties: {
    workspaceId: workspaceId
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}

output url string = 'https://${app.properties.defaultHostName}'
