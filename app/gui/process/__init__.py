"""The process of a draft: who acts after whom, as a tree."""
