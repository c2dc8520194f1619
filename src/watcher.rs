//! Story 3: files change, and what is shown changes. wait → update → reload.
