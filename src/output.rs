//! The output folder: writes a file only if its bytes changed, atomically, and removes what is stale.
