"""What holds the rooms together: settings, addresses, security, starting and stopping."""
