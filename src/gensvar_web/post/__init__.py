"""Mail: letters as data in two languages, sent as tasks."""
