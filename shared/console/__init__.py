"""The web page: how its files are served. The sources are in console/; `make console` builds them into dist/."""
