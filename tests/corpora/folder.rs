//! Where the corpora of real pages lie: the folder that `WARRAQ_CORPUS` names, or `../shared/corpus` beside the checkout.
//!
//! For tests and benches alike. Whether anything lies there is for them to see: the corpora are not ours to carry along.

use std::path::{Path, PathBuf};

/// The folder of the corpora.
pub fn corpora() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    std::env::var_os("WARRAQ_CORPUS").map_or_else(beside, PathBuf::from)
}
