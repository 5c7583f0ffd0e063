"""The forms of exploitation by name."""

FORM_NAMES = {
    "se": "seksuele uitbuiting",
    "ce": "criminele uitbuiting",
    "both": "beide vormen",
}
