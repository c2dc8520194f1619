//! Story 2: Markdown files become a browsable archive. store → archive → plan → render → output.
