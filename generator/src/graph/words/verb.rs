//! The verbs with which titles say what a request does.

/// What a request does, by the word that titles have for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// Adds something to a collection.
    Add,
    /// Makes something.
    Create,
    /// Takes something out of the service.
    Delete,
    /// Reads one thing.
    Get,
    /// Reads many things.
    List,
    /// Named after the method `POST`.
    Post,
    /// Takes something out of a collection.
    Remove,
    /// Changes something.
    Update,
}

/// The words for each verb: the one that titles begin with, in lower case, then those that begin the name of a file or
/// a description, `user-patch.md`, "Retrieves the properties of …".
const WORDS: &[(Verb, &[&str])] = &[
    (Verb::Add, &["add"]),
    (Verb::Create, &["create", "creates"]),
    (Verb::Delete, &["delete", "deletes"]),
    (Verb::Get, &["get", "gets", "read", "retrieve", "retrieves"]),
    (Verb::List, &["list", "lists"]),
    (Verb::Post, &["post"]),
    (Verb::Remove, &["remove", "removes"]),
    (Verb::Update, &["update", "updates", "patch", "put", "replace"]),
];

impl Verb {
    /// The verb of a title's first word, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut verbs = WORDS.iter();
        let (verb, _) = verbs.find(|(_, words)| {
            words
                .first()
                .is_some_and(|first| first.eq_ignore_ascii_case(word))
        })?;
        Some(*verb)
    }

    /// The verb of a word that means it, though titles have another for it: `patch`, `retrieves`.
    pub fn from_synonym(word: &str) -> Option<Self> {
        let mut verbs = WORDS.iter();
        let (verb, _) =
            verbs.find(|(_, words)| words.iter().any(|known| known.eq_ignore_ascii_case(word)))?;
        Some(*verb)
    }

    /// The word that titles begin with: `List`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::Create => "Create",
            Self::Delete => "Delete",
            Self::Get => "Get",
            Self::List => "List",
            Self::Post => "Post",
            Self::Remove => "Remove",
            Self::Update => "Update",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_have_one_word_for_a_verb_and_other_texts_several() {
        assert_eq!(Verb::from_word("LIST"), Some(Verb::List));
        assert_eq!(Verb::from_word("patch"), None);
        assert_eq!(Verb::from_synonym("patch"), Some(Verb::Update));
        assert_eq!(Verb::from_synonym("Retrieves"), Some(Verb::Get));
        for (verb, _) in WORDS {
            assert_eq!(Verb::from_word(verb.as_str()), Some(*verb));
        }
    }
}
