"""The app: exports customer segments from Azure Blob Storage to Klaviyo lists."""
