"""The type of decoded JSON, for values that are kept as a service or a file spelled them."""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    JsonValue: TypeAlias = (
        bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"] | None
    )
else:
    # Decoders that read annotations at run time cannot follow a type that contains itself.
    JsonValue = Any
JsonObject: TypeAlias = dict[str, JsonValue]
