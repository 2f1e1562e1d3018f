from web_support.access import ORG, Access

ACCESS = {"overview:overview": Access("reader", ORG)}
