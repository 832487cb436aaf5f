//! Query strings: their options, and percent-encoding.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What is encoded in a value: all that would end it (`&`, `#`), that servers decode (`+`, `%`), and that no
/// URL can hold. What OData is full of (`$`, `(`, `)`, `'`, `,`, `/`, `:`, `;`, `=`) is allowed in a query by
/// RFC 3986 and stays readable.
pub(crate) const VALUE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What is encoded in a key: what is in a value, and `=`, which would end it.
const KEY: &AsciiSet = &VALUE.add(b'=');

/// The value of an option that names several things, with commas between them.
pub(crate) fn list<I>(items: I) -> String
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let mut list = String::new();
    for item in items {
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(item.as_ref());
    }
    list
}

/// Sets an option that can be there once only, in place of an earlier value.
pub(crate) fn set_pair(pairs: &mut Vec<(String, String)>, key: &str, value: String) {
    match pairs.iter_mut().find(|(other, _)| other == key) {
        Some((_, old)) => *old = value,
        None => pairs.push((key.to_owned(), value)),
    }
}

/// Adds the pairs to a URL that may have a query already.
pub(crate) fn push_query(url: &mut String, pairs: &[(String, String)]) {
    let mut separator = if url.contains('?') { '&' } else { '?' };
    for (key, value) in pairs {
        url.push(separator);
        url.extend(utf8_percent_encode(key, KEY));
        url.push('=');
        url.extend(utf8_percent_encode(value, VALUE));
        separator = '&';
    }
}
