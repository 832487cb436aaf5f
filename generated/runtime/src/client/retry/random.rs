//! Random numbers that spread pauses, so that clients which failed together do not come back together.

use uuid::Uuid;

/// A random number from 0 to 1.
pub(crate) fn random_part() -> f64 {
    // Version 4 UUIDs are random, and at hand.
    let (random, _) = Uuid::new_v4().as_u64_pair();
    f64::from((random >> 32) as u32) / f64::from(u32::MAX)
}
