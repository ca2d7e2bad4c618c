"""The type of decoded JSON, for values that are kept as a service or a file spelled them."""

from typing import TypeAlias, Union

JsonValue: TypeAlias = Union[  # noqa: UP007 - `|` cannot hold a name that is not defined yet
    bool, int, float, str, list["JsonValue"], dict[str, "JsonValue"], None
]
JsonObject: TypeAlias = dict[str, JsonValue]
