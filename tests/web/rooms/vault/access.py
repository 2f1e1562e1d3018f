from web_support.access import Access

ACCESS = {"vault:job": Access("reader", lambda world: {"org": world.org, "pk": world.places["job"]})}
