//! "Inherited from [entity](entity.md)." in the description of a property, which the documentation says by itself.

use crate::resolve::plan::docs::{DocBlock, DocInline};

/// The words behind which the name of the type stands.
const WORDS: &str = "Inherited from ";

/// Leaves the statement out of the paragraphs.
pub(super) fn leave_out(blocks: &mut Vec<DocBlock>) {
    for block in blocks.iter_mut() {
        if let DocBlock::Paragraph(inlines) = block
            && let Some(at) = inlines.windows(2).position(says_so)
        {
            shorten(inlines, at);
        }
    }
    blocks.retain(|block| !matches!(block, DocBlock::Paragraph(inlines) if inlines.is_empty()));
}

/// Whether a text ends with the words, and a name stands behind it.
fn says_so(pair: &[DocInline]) -> bool {
    let [DocInline::Text(said), name] = pair else {
        return false;
    };
    let is_name = matches!(
        name,
        DocInline::Link { .. } | DocInline::Code(_) | DocInline::Strong(_) | DocInline::Emphasis(_)
    );
    // Not "permissions inherited from a parent folder".
    is_name && (said.ends_with(WORDS) || said.eq_ignore_ascii_case(WORDS))
}

/// Takes the words and the name out, and the full stop behind them.
fn shorten(inlines: &mut Vec<DocInline>, at: usize) {
    inlines.remove(at + 1);
    if let Some(DocInline::Text(behind)) = inlines.get_mut(at + 1) {
        *behind = behind.trim_start_matches('.').trim_start().to_owned();
        if behind.trim().is_empty() {
            inlines.remove(at + 1);
        }
    }
    let is_last = at + 1 == inlines.len();
    if let Some(DocInline::Text(said)) = inlines.get_mut(at) {
        said.truncate(said.len() - WORDS.len());
        if is_last {
            said.truncate(said.trim_end().len());
        }
        if said.is_empty() {
            inlines.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::leave_out;
    use crate::resolve::plan::docs::{DocBlock, DocInline};

    fn text(text: &str) -> DocInline {
        DocInline::Text(text.to_owned())
    }

    fn link() -> DocInline {
        DocInline::Link {
            text: vec![text("entity")],
            target: None,
        }
    }

    #[test]
    fn a_statement_is_left_out() {
        for (inlines, left) in [
            (
                vec![text("The key. Inherited from "), link(), text(". Read-only.")],
                vec![text("The key. "), text("Read-only.")],
            ),
            (
                vec![text("The key. Inherited from "), link()],
                vec![text("The key.")],
            ),
            (
                vec![text("The key. Inherited from "), link(), text(".")],
                vec![text("The key.")],
            ),
            (
                vec![text("Valid values 4 to 14 Inherited from "), link()],
                vec![text("Valid values 4 to 14")],
            ),
            (
                vec![text("Inherited from "), DocInline::Code("entity".to_owned())],
                vec![],
            ),
        ] {
            let mut blocks = vec![DocBlock::Paragraph(inlines)];
            leave_out(&mut blocks);
            let expected = Vec::from_iter((!left.is_empty()).then_some(DocBlock::Paragraph(left)));
            assert_eq!(blocks, expected);
        }
    }

    #[test]
    fn other_texts_stay() {
        for inlines in [
            vec![text("Permissions inherited from "), link()],
            vec![text("Inherited property.")],
            vec![link()],
            vec![],
        ] {
            let mut blocks = vec![
                DocBlock::Paragraph(inlines.clone()),
                DocBlock::Paragraph(vec![text("More.")]),
            ];
            leave_out(&mut blocks);
            let kept = inlines.is_empty() || blocks.first() == Some(&DocBlock::Paragraph(inlines));
            assert!(kept, "{blocks:?}");
        }
    }
}
