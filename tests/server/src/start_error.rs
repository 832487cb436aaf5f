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
    /// A seed is none, or the pages do not document one of its paths.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The address cannot be listened at: mostly it is in use.
    #[error("cannot listen at {address}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
}
