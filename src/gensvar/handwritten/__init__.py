"""Files that people write by hand (YAML): read safely, every mistake told with file, line and key."""

from gensvar.handwritten.names import did_you_mean
from gensvar.handwritten.yaml_file import place, read_yaml

__all__ = ["did_you_mean", "place", "read_yaml"]
