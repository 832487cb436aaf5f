//! Texts with what may be secret in them cut off: what an address carries beside host and path, and tokens.

use std::borrow::Cow;
use std::fmt;

use crate::printing::secrets::{REDACTED, is_secret};

/// A text that is printed without what may be secret in it. An address that carries its own permission has that in its
/// query, its fragment or its user, by whatever name it stands, and a link to the next page has what was asked for.
pub(crate) struct Guarded<'a>(Cow<'a, str>);

impl<'a> Guarded<'a> {
    /// Any text, which can be an address, or have some.
    pub(crate) fn text(text: &'a str) -> Self {
        Self(Cow::Owned(without_tokens(&without_queries(text))))
    }

    /// A link of OData, which can be relative.
    pub(crate) fn link(text: &'a str) -> Self {
        let mut shown = String::new();
        push_cut(&mut shown, text);
        Self(Cow::Owned(without_queries(&shown).into_owned()))
    }
}

impl fmt::Display for Guarded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Guarded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A slash, or what some readers of addresses, and all of JSON that stands in a text, take for one.
const SLASHES: [char; 2] = ['/', '\\'];

/// The text without the users, queries and fragments of the addresses in it, of any scheme or none.
fn without_queries(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = authority_start(rest) {
        let (before, address) = rest.split_at(start);
        // A blank ends an address that stands in a text. A text that is an address has no such end.
        let is_whole = shown.is_empty() && is_scheme(before);
        let end = if is_whole {
            None
        } else {
            address.find(ends_address)
        };
        let (address, after) = address.split_at(end.unwrap_or(address.len()));
        shown.push_str(before);
        push_address(&mut shown, address);
        rest = after;
    }
    if shown.is_empty() {
        return Cow::Borrowed(text);
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// Where the first address goes on behind its scheme, which may be missing.
fn authority_start(text: &str) -> Option<usize> {
    let is_slash = |byte: &u8| SLASHES.contains(&char::from(*byte));
    let bytes = text.as_bytes();
    let slashes = bytes.windows(2).position(|pair| pair.iter().all(is_slash))?;
    let run = bytes.iter().skip(slashes).take_while(|byte| is_slash(byte));
    Some(slashes + run.count())
}

/// Whether there is nothing but a scheme and its slashes, as at the beginning of a text that is an address.
fn is_scheme(before: &str) -> bool {
    let scheme = before.trim_start_matches(|character: char| character == '<' || character.is_whitespace());
    let scheme = scheme.trim_end_matches(SLASHES);
    let is_of_scheme = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
    scheme.is_empty()
        || scheme
            .strip_suffix(':')
            .is_some_and(|scheme| scheme.chars().all(is_of_scheme))
}

/// Readers of addresses leave tabs and ends of lines out, so that these end none.
fn ends_address(character: char) -> bool {
    matches!(character, '<' | '>' | '"') || (character.is_whitespace() && !"\t\r\n".contains(character))
}

/// Adds an address from its authority on.
fn push_address(shown: &mut String, address: &str) {
    let end = address.find(['/', '\\', '?', '#']).unwrap_or(address.len());
    let user_end = address.get(..end).and_then(|authority| authority.rfind('@'));
    let (user, address) = address.split_at(user_end.unwrap_or(0));
    if !user.is_empty() {
        shown.push_str(REDACTED);
    }
    push_cut(shown, address);
}

/// Adds an address without its query and fragment. What the service says of the type of an answer, in the fragment of
/// `@odata.context`, is no secret.
fn push_cut(shown: &mut String, address: &str) {
    let is_cut = |(index, character): &(usize, char)| match character {
        '?' => true,
        '#' => !address
            .get(..*index)
            .is_some_and(|before| before.ends_with("/$metadata")),
        _ => false,
    };
    match address.char_indices().find(is_cut) {
        Some((index, _)) if index + 1 < address.len() => {
            shown.push_str(address.get(..=index).unwrap_or_default());
            shown.push_str(REDACTED);
        }
        _ => shown.push_str(address),
    }
}

/// The text without bearer tokens, signed tokens (`eyJ…`), and what is given to the name of a secret: `AccountKey=…`.
fn without_tokens(text: &str) -> String {
    let is_of_word = |character: char| character.is_ascii_alphanumeric() || "-._~+/=".contains(character);
    let ends_value = |character: char| character.is_whitespace() || ";&,\"'<>".contains(character);
    let mut shown = String::new();
    let mut rest = text;
    let mut is_token = false;
    while let Some(start) = rest.find(is_of_word) {
        let (before, from_word) = rest.split_at(start);
        shown.push_str(before);
        let end = from_word.find(|character| !is_of_word(character));
        let (word, after) = from_word.split_at(end.unwrap_or(from_word.len()));
        rest = after;
        let given = word.split_once('=').filter(|(name, _)| is_secret(name));
        if is_token || (word.starts_with("eyJ") && word.contains('.')) {
            shown.push_str(REDACTED);
        } else if let Some((name, value)) = given
            && !value.trim_start_matches('=').is_empty()
        {
            shown.push_str(name);
            shown.push('=');
            shown.push_str(REDACTED);
            rest = after.find(ends_value).map_or("", |end| after.split_at(end).1);
        } else {
            shown.push_str(word);
        }
        is_token = word.eq_ignore_ascii_case("bearer");
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Guarded;

    fn text(text: &str) -> String {
        format!("{:?}", Guarded::text(text))
    }

    #[test]
    fn an_address_is_printed_without_its_query() {
        for (address, printed) in [
            (
                "HTTPS://a.example/b\n?sig=c&d",
                r"HTTPS://a.example/b\n?[redacted]",
            ),
            ("https://a.example/b?sig=c d", "https://a.example/b?[redacted]"),
            ("https://u:c@a.example/x", "https://[redacted]@a.example/x"),
            ("https://a.example/x#c?d", "https://a.example/x#[redacted]"),
            (" \thttps://a/?sig=c", r" \thttps://a/?[redacted]"),
            ("<https://a/?sig=c>", "<https://a/?[redacted]"),
            ("//a/?sig=c", "//a/?[redacted]"),
            ("wss://a/?sig=c", "wss://a/?[redacted]"),
            ("ftp://u:c@a/b", "ftp://[redacted]@a/b"),
            (r"https:\/\/a?sig=c", r"https:\\/\\/a?[redacted]"),
            ("why https://a.example?b", "why https://a.example?[redacted]"),
            (
                "Join https://a/b?c, or https://d@e#f now? Yes",
                "Join https://a/b?[redacted] or https://[redacted]@e#[redacted] now? Yes",
            ),
            (
                r#"<a href="ssh://u@a?b">c</a>"#,
                r#"<a href=\"ssh://[redacted]@a?[redacted]\">c</a>"#,
            ),
        ] {
            assert_eq!(text(address), format!("\"{printed}\""), "{address}");
        }
    }

    #[test]
    fn a_token_is_printed_wherever_it_stands() {
        for (token, printed) in [
            ("Bearer hunter2", "Bearer [redacted]"),
            (
                "authorization: bearer  a.b-c, x",
                "authorization: bearer  [redacted], x",
            ),
            ("eyJhbGciOiJIUzI1NiJ9.hunter2.x", "[redacted]"),
            ("it says eyJh.b.c, again", "it says [redacted], again"),
            (
                "AccountName=a;AccountKey=hunter2==;b=c",
                "AccountName=a;AccountKey=[redacted];b=c",
            ),
            ("Server=a;Password=p@ss{w}ord;", "Server=a;Password=[redacted];"),
        ] {
            assert_eq!(text(token), format!("\"{printed}\""), "{token}");
        }
    }

    #[test]
    fn other_texts_are_printed_as_they_are() {
        for plain in [
            "",
            "https://a.example/b",
            "https://a.example/b?",
            "https://a.example/users/bob@contoso.com",
            "https://graph.microsoft.com/v1.0/$metadata#users(id)/$entity",
            "bob@contoso.com",
            "#microsoft.graph.user",
            "What? a/b or c#",
            "a // b",
            "The bearer",
            "key=",
            "cGxhaW4=",
            "C:/files/what's new",
        ] {
            assert_eq!(text(plain), format!("{plain:?}"));
        }
    }

    #[test]
    fn a_link_is_printed_without_its_query_also_if_it_is_relative() {
        for (link, printed) in [
            ("users?$skiptoken=a", "users?[redacted]"),
            ("https://a:b@c/d?e", "https://[redacted]@c/d?[redacted]"),
            ("users/bob@contoso.com/messages", "users/bob@contoso.com/messages"),
        ] {
            assert_eq!(format!("{:?}", Guarded::link(link)), format!("\"{printed}\""));
        }
    }

    proptest! {
        #[test]
        fn no_query_is_printed(scheme in "[a-z]{0,5}:?", before in "[ <a-z]{0,5}", more in "[a-z/@:]{0,9}") {
            let printed = text(&format!("{before} {scheme}//{more}?sig=HUNTER2 after"));
            prop_assert!(!printed.contains("HUNTER2"), "{printed}");
        }

        #[test]
        fn any_text_is_printed(any in any::<String>(), odd in "[ /\\\\?#@:=a<>\"éB-]{0,30}") {
            let _ = (text(&any), text(&odd), format!("{:?}", Guarded::link(&odd)));
        }
    }
}
