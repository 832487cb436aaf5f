//! Splitting the texts of OData, whose separators can stand in quotes and brackets, too.

/// The parts of a text between separators (ASCII) outside of quotes, parentheses and braces.
pub(crate) fn split_outside(text: &str, separator: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quoted) = (0, 0_usize, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\'' => quoted = !quoted,
            b'(' | b'{' if !quoted => depth += 1,
            b')' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ if byte == separator && !quoted && depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

#[cfg(test)]
mod tests {
    use super::split_outside;

    #[test]
    fn separators_in_quotes_and_brackets_separate_nothing() {
        let parts = split_outside("a,b($select=c,d),{e,f},'g,h(',i", b',');
        assert_eq!(parts, ["a", "b($select=c,d)", "{e,f}", "'g,h('", "i"]);
        assert_eq!(split_outside("", b'&'), [""]);
    }
}
