"""The engine's own training step and forward pass, compiled: recorded by calling them, and run as WebAssembly.

compiled_trainer  many training steps in one call
forward_pass      outputs for many points, and the maps of all units
recorded_step     the step as the compiler records it; lending: the network carries stand-ins meanwhile
shipped           whether code is the engine's own, as it was shipped, or has to be looked at with care
watchdog          compiled steps are held against NumPy's now and then
"""
