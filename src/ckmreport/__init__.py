"""The annual report on suspected exploitation, made from survey waves."""
