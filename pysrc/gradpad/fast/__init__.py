"""The engine's own training step and forward pass, compiled: recorded by calling them, and run as WebAssembly.

compiled_trainer  many training steps in one call
forward_pass      outputs for many points, and the maps of all units
"""
