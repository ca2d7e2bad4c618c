"""A way of sending that breaks promises, to see whether the judge notices."""

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.outbox.carrier import Effect, Parcel, Sighting
from app.services.outbox.records import StepRecord
from app.services.ports import Progress
from app.services.scrive.sending import FlowCarrier


class CarelessCarrier(FlowCarrier):
    """Believes that everything took effect, and tidies nothing up."""

    def look(self, step: StepRecord, parcel: Parcel, within: float) -> Sighting:
        if step.kind == "upload":
            return super().look(step, parcel, within)
        return Sighting(effect=Effect.DONE, sentence="It will have arrived.", result={})

    def perform(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        if step.kind in ("tidy", "confirm"):
            return {}
        return super().perform(step, parcel, progress, cancel)
