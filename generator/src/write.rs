//! Where the text goes.
