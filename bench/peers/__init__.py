"""The engines we are measured against, one module each."""
