// A private endpoint of one service, and its name in the private zone.
param name string
param location string
param tags object
param targetType string
param targetName string
param targetGroup string

@description('Which part of the target: blob, queue, table or vault.')
param part string
param subnetId string

var vaultSuffix = replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')
var zone = (part == 'vault') ? 'privatelink${vaultSuffix}' : 'privatelink.${part}.${environment().suffixes.storage}'

resource dnsZone 'Microsoft.Network/privateDnsZones@2020-06-01' existing = {
  name: zone
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: part
        properties: {
          privateLinkServiceId: resourceId(subscription().subscriptionId, targetGroup, targetType, targetName)
          groupIds: [part]
        }
      }
    ]
  }
}

resource zoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: part
        properties: {
          privateDnsZoneId: dnsZone.id
        }
      }
    ]
  }
}
