"""The workshop: the running engine can be read, changed, asked and put back while it trains.

patching            puts a module's new text into the running engine: all that holds its parts sees the new
trial               tries out what was changed on copies: does it run, and are its derivatives right?
editing             the two together, with a way back when something is wrong
console             Python typed by the visitor, on the live network
typed_choices       an activation, a loss, an input or a data set, typed as an expression: what it looks like
typed_choice_code   and the class that it becomes
"""
