"""One module per detector or small family, each with `DETECTOR` (or `DETECTORS`); `verdict.detectors()` finds them."""
