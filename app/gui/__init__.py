"""Windows, models, delegates and dialogs: what a person sees, handed its data and doors."""
