from web_support.access import Access

ACCESS = {"operations:retention": Access("public")}
