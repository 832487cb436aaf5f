//! Pages of the localised documentation of 2017 to 2019, which hold each sentence twice.
//!
//! `<span data-ttu-id="a1-101">Создание</span><span class="sxs-lookup"><span data-stu-id="a1-101">Create</span></span>`:
//! the first span is a translation, the second the English source. The pages are read as if only the source stood
//! there; places are still those of the file.

use super::original::{Original, Rewriter};

/// Starts a sentence: the tag of the translation.
const TRANSLATED: &str = "<span data-ttu-id=";
/// The tag around the source.
const LOOKUP: &str = "<span class=\"sxs-lookup\">";
/// The tag of the source.
const SOURCE: &str = "<span data-stu-id=";
const END: &str = "</span>";

/// The English text of a localised page; `None` for any other.
pub(super) fn english(text: &str) -> Option<(String, Original)> {
    text.contains(TRANSLATED).then(|| {
        let mut english = Rewriter::new(text);
        let mut at = 0;
        while let Some(rest) = text.get(at..)
            && let Some(start) = rest.find(TRANSLATED)
            && let Some((sentence, behind)) = sentence(&rest[start..])
        {
            english.copy(at..at + start);
            // The sentence is a slice of the text, so its address tells where it stands.
            let offset = sentence.as_ptr() as usize - text.as_ptr() as usize;
            english.copy(offset..offset + sentence.len());
            at = text.len() - behind.len();
        }
        english.copy(at..text.len());
        english.finish()
    })
}

/// The source of the sentence at the start of a text, or its translation where there is no source; and the text
/// behind the sentence.
fn sentence(text: &str) -> Option<(&str, &str)> {
    let (_, inner) = text.split_once('>')?;
    let (translated, behind) = inner.split_once(END)?;
    let source = || {
        let lookup = behind.trim_start().strip_prefix(LOOKUP)?;
        let (_, inner) = lookup.trim_start().strip_prefix(SOURCE)?.split_once('>')?;
        let (source, behind) = inner.split_once(END)?;
        Some((source, behind.trim_start().strip_prefix(END)?))
    };
    Some(source().unwrap_or((translated, behind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    const HEADING: &str = "# <a name=\"chat\"></a><span data-ttu-id=\"a1-101\">тип чата</span><span class=\"sxs-lookup\">\
        <span data-stu-id=\"a1-101\">chat resource type</span></span>\n";

    #[test]
    fn the_source_stays() {
        let (text, _) = english(HEADING).unwrap();
        assert_eq!(text, "# <a name=\"chat\"></a>chat resource type\n");
        assert!(english("# chat resource type\n").is_none());
    }

    #[test]
    fn a_sentence_without_source_is_its_translation() {
        let (text, _) = english("a <span data-ttu-id=\"1\">b</span> c <span data-ttu-id=\"2\">open").unwrap();
        assert_eq!(text, "a b c <span data-ttu-id=\"2\">open");
    }

    #[test]
    fn places_are_those_of_the_file() {
        let cell = |id: usize, translated: &str, source: &str| {
            format!(
                "<span data-ttu-id=\"a-{id}\">{translated}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-{id}\">\
                 {source}</span></span>"
            )
        };
        let page = format!(
            "{HEADING}\n|{}|{}|\n",
            cell(1, "ид", "id"),
            cell(2, "Строка", "String")
        );
        let file = SourceFile::new("x.md", &page);
        assert_eq!(
            file.text,
            "# <a name=\"chat\"></a>chat resource type\n\n|id|String|\n"
        );
        for word in ["chat resource", "id", "String", "\n\n"] {
            let of_text = u32::try_from(file.text.find(word).unwrap()).unwrap();
            let (line, column) = file.position(of_text);
            let line = page.lines().nth(line as usize - 1).unwrap();
            let found: String = line.chars().skip(column as usize - 1).collect();
            assert!(found.starts_with(word.trim_end()), "{word:?}: {found}");
        }
    }

    #[test]
    fn open_spans_take_linear_time() {
        let page = "<span data-ttu-id=\"1\">".repeat(200_000);
        assert_eq!(english(&page).unwrap().0, page);
    }
}
