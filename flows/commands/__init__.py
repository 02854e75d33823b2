"""The commands of `khobao`, a module for each thing that people come for.

Nothing heavy is imported at the top of these modules: each command imports what it
needs when it is called, so that help comes at once.
"""
