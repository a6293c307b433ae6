"""Tables that documents describe: Common Data Model folders and Delta tables."""
