//! How far an upload has come.

use crate::client::upload::range::UNIT;

/// How often a session may take less than a piece can have before attempts are no longer counted anew.
const MAX_SHORT_STEPS: u32 = 20;

/// How far an upload has come, and whether in steps that will bring it to its end: a session that takes a few bytes more
/// each time would go on for ever.
pub(super) struct Advance {
    /// The most bytes that the service has had: less is no progress.
    arrived: u64,
    /// From where the short steps are counted.
    counted_from: u64,
    short_steps: u32,
}

impl From<u64> for Advance {
    fn from(start: u64) -> Self {
        Self {
            arrived: start,
            counted_from: start,
            short_steps: 0,
        }
    }
}

impl Advance {
    /// Whether a session that expects this byte next has more than ever before.
    pub(super) fn would_reach(&self, next: u64) -> bool {
        next > self.arrived
    }

    /// Takes note of the byte that the session expects next. Returns whether it has more than ever before.
    pub(super) fn reaches(&mut self, next: u64) -> bool {
        if !self.would_reach(next) {
            return false;
        }
        self.arrived = next;
        if next - self.counted_from >= UNIT as u64 {
            (self.counted_from, self.short_steps) = (next, 0);
        } else {
            self.short_steps += 1;
        }
        true
    }

    /// Whether the steps are long enough.
    pub(super) fn is_steady(&self) -> bool {
        self.short_steps <= MAX_SHORT_STEPS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_short_steps_are_not_steady() {
        let mut advance = Advance::from(10);
        assert!(!advance.reaches(10) && advance.reaches(11) && !advance.reaches(11));
        for next in 12..11 + u64::from(MAX_SHORT_STEPS) {
            assert!(advance.reaches(next) && advance.is_steady(), "{next}");
        }
        assert!(advance.reaches(100) && !advance.is_steady());
        assert!(advance.reaches(10 + UNIT as u64) && advance.is_steady());
    }
}
