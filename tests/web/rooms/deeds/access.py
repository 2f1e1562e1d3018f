from web_support.access import ORG, Access

ACCESS = {
    "deeds:log": Access("manager", ORG),
    "deeds:csv": Access("manager", ORG, page=False),
}
