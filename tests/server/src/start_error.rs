//! Why a server does not start.

use std::net::SocketAddr;

use crate::pages::PagesError;
use crate::seed::SeedError;

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The pages cannot be read.
    #[error(transparent)]
    Pages(#[from] PagesError),
    /// Objects are given that cannot be.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The address is not to be had.
    #[error("cannot listen at {address}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
}
