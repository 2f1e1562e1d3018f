from web_support.access import ORG, Access

ACCESS = {
    "api:reference": Access("public"),
    "api:tokens": Access("manager", ORG),
    "api:new_token": Access("manager", ORG),
    "api:revoke": Access("manager", lambda world: {"org": world.org, "pk": world.places["token"]}),
}
