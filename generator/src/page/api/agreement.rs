//! What several parts of a page say alike.

/// What all say; `None` where two differ, or nobody says anything.
pub(super) fn agreed<T: PartialEq>(said: impl IntoIterator<Item = T>) -> Option<T> {
    let mut said = said.into_iter();
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::agreed;

    #[test]
    fn all_say_the_same_or_nothing_is_said() {
        assert_eq!(agreed(["a", "a"]), Some("a"));
        assert_eq!(agreed(["a"]), Some("a"));
        assert_eq!(agreed(["a", "b", "a"]), None);
        assert_eq!(agreed::<&str>([]), None);
    }
}
