"""The questionnaire as survey tools take it in, and what they made of it."""
