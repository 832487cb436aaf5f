//! "An Accessreviewscope", "accessReviewScope", `item-id`: names of which pages have several spellings.

/// The spelling that is the name's own, of those given with how often each occurs.
///
/// Sentences begin with a capital; the names of types begin with a small letter and have capitals inside. Where two
/// are alike in this, the more frequent counts, and where they are as frequent, the later.
pub(crate) fn preferred<'n>(spellings: impl IntoIterator<Item = (&'n str, usize)>) -> Option<&'n str> {
    let rank = |(name, count): &(&str, usize)| {
        let small = name.starts_with(|c: char| c.is_ascii_lowercase());
        (small, name.bytes().any(|byte| byte.is_ascii_uppercase()), *count)
    };
    spellings.into_iter().max_by_key(rank).map(|(name, _)| name)
}

/// The letters and digits of a name in small letters: the same for all its spellings, `item-id` and `itemId`.
pub(crate) fn letters(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The word with a capital at its start.
pub(crate) fn capitalized(word: &str) -> String {
    with_first(word, |letter| letter.to_ascii_uppercase())
}

/// The word with a small letter at its start.
pub(crate) fn uncapitalized(word: &str) -> String {
    with_first(word, |letter| letter.to_ascii_lowercase())
}

fn with_first(word: &str, change: impl Fn(char) -> char) -> String {
    let mut letters = word.chars();
    letters.next().map(change).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{letters, preferred};

    #[test]
    fn small_letters_first_and_capitals_inside() {
        let of = |spellings: &[(&'static str, usize)]| preferred(spellings.iter().copied());
        assert_eq!(of(&[("IdentitySet", 9), ("identitySet", 1)]), Some("identitySet"));
        assert_eq!(of(&[("identityset", 9), ("identitySet", 1)]), Some("identitySet"));
        assert_eq!(of(&[("chat", 2), ("Chat", 5)]), Some("chat"));
        assert_eq!(of(&[("eBook", 1), ("ebooK", 3)]), Some("ebooK"));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn spellings_of_one_name_have_the_same_letters() {
        assert_eq!(letters("item-id"), letters("itemId"));
        assert_eq!(letters("On Off"), "onoff");
        assert_ne!(letters("id1"), letters("id2"));
    }
}
