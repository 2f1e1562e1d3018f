"""The web platform: the same chain in a browser, for everyone in an organisation."""
