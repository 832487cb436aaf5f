//! Headings of a page in another language, and their anchors.

/// A heading with an anchor: `## <a name="request-headers"></a>Заголовки запросов`.
#[derive(Debug)]
pub(super) struct Heading<'a> {
    pub(super) level: usize,
    /// `request-headers`.
    pub(super) anchor: &'a str,
    text: &'a str,
}

impl<'a> Heading<'a> {
    /// The heading that a line is; a label of a tab is none.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        let behind = line.trim_start_matches('#');
        let level = line.len() - behind.len();
        if !(1..=6).contains(&level) {
            return None;
        }
        let rest = behind.trim_start();
        let (anchor, text) = match anchored(rest) {
            Some(found) => found,
            None => braced(rest)?,
        };
        let text = text.trim();
        (!anchor.is_empty() && !text.contains("](#tab/")).then_some(Self { level, anchor, text })
    }

    /// The English title, as far as the anchor tells it. An anchor has no capitals and no punctuation: a word that stands in
    /// the title, too, is spelled as there.
    pub(super) fn english(&self) -> String {
        if anchor_of(self.text) == self.anchor.to_lowercase() {
            return self.text.to_owned();
        }
        let spelled: Vec<&str> = self
            .text
            .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_')))
            .filter(|word| !word.is_empty())
            .collect();
        let words = self.anchor.split('-').filter(|word| !word.is_empty());
        let words = words.map(|word| {
            let same = spelled.iter().find(|spelled| spelled.eq_ignore_ascii_case(word));
            same.copied().unwrap_or(word)
        });
        let title = words.collect::<Vec<_>>().join(" ");
        let names_type = ["type", "values"].iter().any(|end| title.ends_with(end));
        match title.chars().next() {
            Some(first) if !names_type => first.to_uppercase().chain(title.chars().skip(1)).collect(),
            _ => title,
        }
    }
}

/// `<a name="…"></a>title`: the anchor and the title.
fn anchored(text: &str) -> Option<(&str, &str)> {
    let rest = ["<a name=\"", "<a id=\""]
        .iter()
        .find_map(|start| text.strip_prefix(start))?;
    let (anchor, behind) = rest.split_once('"')?;
    let behind = behind.trim_start().trim_start_matches('/').strip_prefix('>')?;
    Some((anchor, behind.strip_prefix("</a>").unwrap_or(behind)))
}

/// `title {#anchor}`: the anchor and the title.
fn braced(text: &str) -> Option<(&str, &str)> {
    let (title, anchor) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    Some((anchor, title))
}

/// The anchor that the site makes of a title.
fn anchor_of(title: &str) -> String {
    let letters = title.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c.to_ascii_lowercase()),
        _ => None,
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_by_their_anchors() {
        for (line, english) in [
            ("## <a name=\"http-request\"></a>HTTP-запрос", "HTTP request"),
            (
                "# <a name=\"deviceinfo-resource-type\"></a>Тип ресурса deviceInfo",
                "deviceInfo resource type",
            ),
            ("# <a name=\"user-sendmail\"></a>user: sendMail", "user: sendMail"),
            ("## Свойства {#properties}", "Properties"),
            (
                "### <a name=\"shelfkind-values\"></a>Значения shelfKind",
                "shelfKind values",
            ),
        ] {
            assert_eq!(Heading::of(line).unwrap().english(), english);
        }
        for line in [
            "# <a name=\"http\"></a>[HTTP](#tab/http)",
            "## Свойства",
            "text",
            "####### <a name=\"a\"></a>b",
        ] {
            assert!(Heading::of(line).is_none(), "{line}");
        }
    }
}
