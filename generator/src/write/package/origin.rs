//! What a crate was made of, for its README.

/// The pages of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// How many there are.
    pub pages: usize,
    /// The dates of the oldest and the newest revision, `2024-07-22`, as far as the pages tell theirs.
    pub revised: Option<(String, String)>,
    /// The commit of the documentation's checkout, where they lie in one.
    pub commit: Option<String>,
}

impl Origin {
    /// A sentence about them.
    pub(super) fn sentence(&self) -> String {
        let pages = match self.pages {
            1 => "1 page".to_owned(),
            count => format!("{count} pages"),
        };
        let mut sentence = format!("Made of {pages} of the API reference");
        match &self.revised {
            Some((first, last)) if first == last => sentence.push_str(&format!(", revised on {first}")),
            Some((first, last)) => sentence.push_str(&format!(", revised between {first} and {last}")),
            None => {}
        }
        if let Some(commit) = &self.commit {
            sentence.push_str(&format!(", at the commit `{commit}` of its repository"));
        }
        sentence.push('.');
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn a_sentence_says_what_is_known() {
        let origin = |pages, revised: Option<(&str, &str)>, commit: Option<&str>| Origin {
            pages,
            revised: revised.map(|(first, last)| (first.to_owned(), last.to_owned())),
            commit: commit.map(str::to_owned),
        };
        let one = origin(1, None, None);
        assert_eq!(one.sentence(), "Made of 1 page of the API reference.");
        let day = origin(2, Some(("2024-07-22", "2024-07-22")), None);
        assert_eq!(
            day.sentence(),
            "Made of 2 pages of the API reference, revised on 2024-07-22."
        );
        let all = origin(3, Some(("2023-01-02", "2024-07-22")), Some("1a2b"));
        assert_eq!(
            all.sentence(),
            "Made of 3 pages of the API reference, revised between 2023-01-02 and 2024-07-22, at the commit `1a2b` of \
             its repository."
        );
    }
}
