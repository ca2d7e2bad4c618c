"""What each endpoint of the Flow API does."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.json_value import JsonObject
from app.emulator.scrive import flow
from app.emulator.scrive.call import Call
from app.emulator.scrive.errors import FlowError
from app.emulator.scrive.flow_records import Instance
from app.emulator.scrive.flow_request import read_request
from app.emulator.scrive.state import State


def get_data_retention(state: State, _call: Call) -> Response:
    """The vendor's own way to ask whether one may use Flow."""
    _only_with_flow(state)
    return json_answer({"data_retention_policy": {"trash": None}, "immediate_trash": False})


def create_instance(state: State, call: Call) -> Response:
    """Create an instance, which starts it."""
    _only_with_flow(state)
    instance = flow.create(state, read_request(call.body))
    full = flow.instance_json(state, instance)
    shape = state.settings.flow_answer
    if shape in ("location", "empty"):
        answer = Response(status=201, content_type="application/json")
        if shape == "location":
            answer.headers["Location"] = f"/flow/instances/{instance.id}"
        return answer
    return json_answer(_shaped(full, shape), 201)


def list_instances(state: State, _call: Call) -> Response:
    """All instances, newest first."""
    _only_with_flow(state)
    found = [flow.instance_json(state, one) for one in reversed(state.instances.values())]
    return json_answer({"instances": found} if state.settings.flow_list == "instances" else found)


def get_instance(state: State, _call: Call, instance_id: str) -> Response:
    """One instance as it is now."""
    return json_answer(flow.instance_json(state, _instance(state, instance_id)))


def cancel_instance(state: State, _call: Call, instance_id: str) -> Response:
    """Take a running instance back."""
    flow.cancel(state, _instance(state, instance_id))
    return Response(status=204)


def _instance(state: State, instance_id: str) -> Instance:
    _only_with_flow(state)
    instance = state.instances.get(instance_id)
    if instance is None:
        raise FlowError(404, f"Instance {instance_id} was not found.")
    return instance


def _shaped(full: JsonObject, shape: str) -> JsonObject:
    if shape == "nested":
        return {"instance": full}
    return {shape if name == "id" else name: value for name, value in full.items()}


def _only_with_flow(state: State) -> None:
    if not state.settings.flow_enabled:
        raise FlowError(403, "Flow is not enabled for this account.")


HANDLERS: dict[str, Callable[..., Response]] = {
    "get_data_retention": get_data_retention,
    "create_instance": create_instance,
    "list_instances": list_instances,
    "get_instance": get_instance,
    "cancel_instance": cancel_instance,
}
