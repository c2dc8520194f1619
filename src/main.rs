//! The `warraq` program: parses the command line, runs the command, turns its outcome into an exit status.
//!
//! Nothing else happens here: each command lives in a file of its own under `cli`.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Pages are made of many small texts, which the system's allocator is slow with when several threads make them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    warraq::cli::main()
}
