//! The `warraq` program: parses the command line, runs the command, turns its outcome into an exit status.
//!
//! Nothing else happens here: each command lives in a file of its own under `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    warraq::cli::main()
}
