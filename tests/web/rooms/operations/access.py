from web_support.access import Access

ACCESS = {
    "operations:retention": Access("public"),
    "operations:contact": Access("public"),
    "operations:accessibility": Access("public"),
}
