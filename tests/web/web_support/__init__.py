"""What the tests of the web platform share: settings, people, a running site."""
