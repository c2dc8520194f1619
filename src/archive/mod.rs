//! The archive as a whole: all articles' metadata, sorted and grouped, immutable once built. Holds no bodies.
