//! Puts the least privileged permission first.
//!
//! The header of a table claims an order, "from least to most privileged" or the reverse, and the cells do not
//! always follow it. Some pairs speak for themselves (`User.Read.All` gives less than `User.ReadWrite.All`);
//! where they all contradict the claim the cell was written in the other order. A table with a column for the least
//! privileged permission leaves nothing to guess.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{PermissionSet, Ways};
use crate::page::sink::PageSink;
use crate::span::Spanned;

use crate::page::api::permissions::Permissions;

/// The order that the header of a table claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OrderClaim {
    /// Least privileged first.
    LeastFirst,
    /// Most privileged first.
    MostFirst,
    /// The least privileged one has a column of its own, and the higher ones stand in another.
    ByColumn,
    /// The header is silent; the documentation's habit is least first.
    None,
}

impl OrderClaim {
    /// Reads `permissions (from least to most privileged)`, in lower case.
    pub(super) fn of_header(key: &str) -> Self {
        if key.contains("most to least") {
            Self::MostFirst
        } else if key.contains("least") {
            Self::LeastFirst
        } else {
            Self::None
        }
    }
}

/// Puts the least privileged permissions first.
///
/// Where pairs contradict each other the claim decides.
pub(super) fn put_least_first(permissions: &mut Permissions, claim: OrderClaim, sink: &mut PageSink) {
    let Ways::AnyOf(ways) = permissions else {
        return;
    };
    if claim == OrderClaim::ByColumn {
        return;
    }
    let (rising, falling) = evidence(ways);
    let claimed_falling = claim == OrderClaim::MostFirst;
    let contradicted = if claimed_falling { rising > 0 } else { falling > 0 };
    let reversed = match (rising, falling) {
        (0, 1..) => true,
        (1.., 0) => false,
        _ => claimed_falling,
    };
    if contradicted
        && claim != OrderClaim::None
        && let (Some(first), Some(last)) = (ways.first(), ways.last())
    {
        let (what, help) = if rising > 0 && falling > 0 {
            ("in no order", "the order that the header claims was assumed")
        } else if reversed {
            ("with the most privileged first", "they were reversed")
        } else {
            ("with the least privileged first", "their order was kept")
        };
        let message = format!("the permissions stand {what}, not as the header says");
        sink.push(Diagnostic::new(Code::PermissionOrder, first.span.to(last.span), message).help(help));
    }
    if reversed {
        ways.reverse();
    }
}

/// How many neighbours of one resource rise in privilege, and how many fall.
fn evidence(ways: &[Spanned<PermissionSet>]) -> (usize, usize) {
    let mut last: std::collections::BTreeMap<&str, (u8, bool)> = std::collections::BTreeMap::new();
    let (mut rising, mut falling) = (0, 0);
    for way in ways {
        let Some((resource, rank)) = rank(&way.value) else {
            continue;
        };
        if let Some(before) = last.insert(resource, rank) {
            // Access and reach can go against each other: `Mail.ReadWrite`, `Mail.Read.All` say nothing.
            if before.0 <= rank.0 && before.1 <= rank.1 && before != rank {
                rising += 1;
            } else if before.0 >= rank.0 && before.1 >= rank.1 && before != rank {
                falling += 1;
            }
        }
    }
    (rising, falling)
}

/// The resource of a permission that is enough by itself, the access from low to high, and whether it reaches beyond the
/// caller's own.
fn rank(way: &PermissionSet) -> Option<(&str, (u8, bool))> {
    let [permission] = way.names() else {
        return None;
    };
    let mut parts = permission.split('.');
    let resource = parts.next()?;
    let access = match parts.next()? {
        "ReadBasic" => 0,
        "Read" => 1,
        "ReadWrite" => 2,
        "Manage" | "FullControl" => 3,
        _ => return None,
    };
    let all = match parts.next() {
        None => false,
        Some("All") => true,
        Some(_) => return None,
    };
    Some((resource, (access, all)))
}
