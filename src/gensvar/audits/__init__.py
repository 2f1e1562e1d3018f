"""The site audit: what a person meets on a website, walked in a real browser and judged with its evidence."""
