"""What every page is made of: layout, forms, tables, components, static files."""
