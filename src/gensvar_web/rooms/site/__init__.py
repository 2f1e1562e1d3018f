"""The website audited: begun, watched, read with its proof, compared with the last time, done again on a schedule."""
