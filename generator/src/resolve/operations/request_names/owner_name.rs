//! Words that stand for the owner of a request.
//!
//! Pages write the name of a type in several ways: `directoryRole` is "directory role" in a title, `directoryRoles` in a
//! path, and "chart axis" stands for `workbookChartAxis`.

use crate::graph::singular;
use crate::resolve::names::{pascal, words};

/// Whether a word is the owner's name or its plural. The plural may be made without regard to English: `conditionses`.
pub(super) fn is_owner(word: &str, owner: &str) -> bool {
    let is = |word: &str| word.eq_ignore_ascii_case(owner);
    let is_plural = |ending| word.strip_suffix(ending).is_some_and(is);
    !owner.is_empty() && (is(word) || is(&singular(word)) || is_plural("s") || is_plural("es"))
}

/// Whether a segment of a path stands for the owner: by its name, or by the end of it, as `deviceStatuses` stands for
/// `deviceComplianceDeviceStatus`.
pub(super) fn is_segment_of_owner(segment: &str, owner: &str) -> bool {
    let end = pascal(&singular(segment));
    is_owner(segment, owner) || (!end.is_empty() && pascal(owner).ends_with(&end))
}

/// How many of the first words of a title are the whole name of the owner: "directory role" is `directoryRole`,
/// "chartaxistitle" is `chartAxisTitle`. The plural counts too, and so does "directory role collection".
pub(super) fn full_name_length(title: &[&str], owner: &str) -> Option<usize> {
    if owner.is_empty() {
        return None;
    }
    let longest = words(owner).len().min(title.len());
    (1..=longest).rev().find(|length| {
        let joined = title.get(..*length).unwrap_or_default().concat();
        let collection = joined.len().checked_sub("collection".len());
        let collected = collection
            .and_then(|end| Some((joined.get(..end)?, joined.get(end..)?)))
            .filter(|(_, end)| end.eq_ignore_ascii_case("collection"))
            .is_some_and(|(start, _)| is_owner(start, owner));
        is_owner(&joined, owner) || collected
    })
}

/// How many of the first words of a title are a part of the owner's name: "ChartAxis" of `workbookChartAxis`, "open
/// extension" of `openTypeExtension`.
pub(super) fn short_name_length(title: &[&str], owner: &str) -> Option<usize> {
    let all = words(owner);
    let first = all.first().map_or(0, String::len);
    full_name_length(title, owner.get(first..).unwrap_or_default()).or_else(|| {
        let longest = all.len().min(title.len());
        (1..=longest)
            .rev()
            .find(|length| abbreviates(&words_of(title.get(..*length).unwrap_or_default()), &all))
    })
}

/// The words of names: those of `plannerPlan` are `planner` and `plan`.
pub(super) fn words_of(names: &[&str]) -> Vec<String> {
    names.iter().flat_map(|name| words(name)).collect()
}

/// Whether two or more words are a name of which words before the last one are left out.
fn abbreviates(short: &[String], name: &[String]) -> bool {
    let ([before @ .., last], [all @ .., end]) = (short, name) else {
        return false;
    };
    let mut all = all.iter();
    !before.is_empty()
        && (last == end || singular(last) == *end)
        && before.iter().all(|word| all.any(|known| known == word))
}
