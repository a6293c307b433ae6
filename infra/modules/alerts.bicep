// What an operator must know. The queries look for lines that the app writes; a test holds them to its code.
// What each alert means and what to do: docs/alerts.md.
param token string
param location string
param tags object
param workspaceId string
param actionGroupId string

@description('Alert when no run was successful for so long; empty: never.')
param noSuccessWindow string

var perRun = [
  {
    name: 'run-failed'
    title: 'A run failed'
    severity: 2
    pattern: '^run \\S+: failed$'
  }
  {
    name: 'key-refused'
    title: 'Klaviyo or the vault refused an API key'
    severity: 1
    pattern: '^run \\S+: key-refused$'
  }
  {
    name: 'poison-message'
    title: 'A message could not be worked on'
    severity: 1
    pattern: '^poison in \\S+: '
  }
  {
    name: 'counts-unbalanced'
    title: 'The counts of a run do not add up'
    severity: 1
    pattern: '^run \\S+: the counts do not add up: '
  }
  {
    name: 'audit-lost'
    title: 'An audit record could not be written'
    severity: 1
    pattern: '^audit: .+ was not recorded'
  }
  {
    name: 'key-expires'
    title: 'An API key expires soon'
    severity: 2
    pattern: '^connection \\S+: its key expires on '
  }
  {
    name: 'webhook-dead'
    title: 'A notification no longer reaches its receiver'
    severity: 2
    pattern: '^notification \\S+: dead'
  }
  {
    name: 'work-failed'
    title: 'A part of the regular work failed'
    severity: 2
    pattern: '^work failed: '
  }
]
var success = '^run \\S+: (successful|completed_with_warnings)$'

// Split by run, so that every run has an alert of its own.
resource lines 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [for alert in perRun: {
  name: '${alert.name}-${token}'
  location: location
  tags: tags
  properties: {
    displayName: alert.title
    description: 'docs/alerts.md#${alert.name}'
    severity: alert.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message matches regex @"${alert.pattern}" | extend Run = extract(@"\\brun ([0-9]{8}-[0-9a-z-]+)", 1, Message) | project TimeGenerated, Run'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'Run'
              operator: 'Include'
              values: ['*']
            }
          ]
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [actionGroupId]
    }
  }
}]

var waiting = 'exports.oldest_message_seconds'

// A message that nobody takes: the app does not start, or cannot keep up.
resource oldMessage 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: 'message-waits-${token}'
  location: location
  tags: tags
  properties: {
    displayName: 'A message has been waiting for half an hour'
    description: 'docs/alerts.md#message-waits'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: 'AppMetrics | where Name == "${waiting}" | where Max > 1800 | extend Queue = tostring(Properties.queue) | project TimeGenerated, Queue'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 2
          dimensions: [
            {
              name: 'Queue'
              operator: 'Include'
              values: ['*']
            }
          ]
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [actionGroupId]
    }
  }
}

resource noSuccess 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = if (!empty(noSuccessWindow)) {
  name: 'no-successful-run-${token}'
  location: location
  tags: tags
  properties: {
    displayName: 'No run was successful for a while'
    description: 'docs/alerts.md#no-successful-run'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT1H'
    windowSize: empty(noSuccessWindow) ? 'P2D' : noSuccessWindow
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message matches regex @"${success}" | project TimeGenerated'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [actionGroupId]
    }
  }
}

// Every sweep writes this metric. Without it the app does not run, whatever the platform's own health addresses say:
// after an import error the host has no functions and still answers 200 there.
resource appSilent 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: 'app-silent-${token}'
  location: location
  tags: tags
  properties: {
    displayName: 'The app has not swept for fifteen minutes'
    description: 'docs/alerts.md#app-silent'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: 'AppMetrics | where Name == "${waiting}" | project TimeGenerated'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [actionGroupId]
    }
  }
}
