use super::*;
use crate::markdown::References;
use crate::span::FileId;

/// Reads the table at the start of the text: cells joined by `¦`, a line a row, and what was reported.
fn read_table(text: &str) -> (String, Vec<Code>) {
    let lines = crate::span::line_ranges(text);
    let references = References::default();
    let content = Content {
        file: FileId(0),
        text,
        start: 0,
        page_end: usize::MAX,
        references: &references,
    };
    let mut sink = Diagnostics::new();
    let (rows, _) = find(text, &lines).expect("a table");
    let table = read(&content, &rows, &mut sink);
    let show = |row: &Row| {
        let cells: Vec<_> = row.cells.iter().map(|cell| cell.raw.replace('\n', "⏎")).collect();
        for cell in &row.cells {
            assert_eq!(text.get(cell.span.range()), Some(&*cell.raw));
        }
        cells.join("¦")
    };
    let rows: Vec<_> = std::iter::once(&table.header)
        .chain(&table.rows)
        .map(show)
        .collect();
    let codes = sink.into_sorted().into_iter().map(|found| found.code).collect();
    (rows.join("\n"), codes)
}

#[test]
fn pipes_at_the_ends_are_optional() {
    let (rows, codes) = read_table("|a|b\n---|:--:\nc|d|\n| e | f |\ng|h\ni | j");
    assert_eq!(rows, "a¦b\nc¦d\ne¦f\ng¦h\ni¦j");
    assert_eq!(codes, []);
}

#[test]
fn tabs_in_the_delimiter_row() {
    assert_eq!(read_table("| a | b\t|\n|---\t \t|\t---|\n|c|d|").0, "a¦b\nc¦d");
}

#[test]
fn a_delimiter_row_of_another_width() {
    let (rows, codes) = read_table("|a|b|\n|-|-|-|\n|c|d|");
    assert_eq!((rows.as_str(), codes), ("a¦b\nc¦d", vec![Code::DelimiterWidth]));
}

#[test]
fn short_rows_are_filled_and_surplus_is_folded() {
    let (rows, codes) = read_table("|a|b|c|\n|-|-|-|\n|**d**|\n|e|f|g|h|  |\n|i|j|k||\n");
    assert_eq!(rows, "a¦b¦c\n**d**¦¦\ne¦f¦g|h\ni¦j¦k");
    assert_eq!(codes, [Code::RowWidth; 3]);
}

#[test]
fn a_row_goes_on_in_the_next_line() {
    let text = "|a|b|c|\n|-|-|-|\n|d|e|f,\ng (h) |\n|i|j|k\n |\n|l|m|n|";
    let (rows, codes) = read_table(text);
    assert_eq!(rows, "a¦b¦c\nd¦e¦f,⏎g (h)\ni¦j¦k\nl¦m¦n");
    assert_eq!(codes, [Code::JoinedRow; 2]);
}

#[test]
fn rows_without_leading_pipe_are_not_joined() {
    assert_eq!(
        read_table("a|b\n:--|:--\nc | d\ne | f\ng | h").0,
        "a¦b\nc¦d\ne¦f\ng¦h"
    );
    assert_eq!(
        read_table("|a|b|\n|-|-|\n|c|d|\n  e | f |\n|g|h|").0,
        "a¦b\nc¦d\ne¦f\ng¦h"
    );
}

#[test]
fn pipes_in_code_and_escaped_pipes_are_text() {
    let (rows, codes) = read_table("|a|b|\n|-|-|\n|`c|d`|e|\n|f\\|g|h|\n|i` j|k|\n|l ` m|n ` o|");
    assert_eq!(rows, "a¦b\n`c|d`¦e\nf\\|g¦h\ni` j¦k\nl ` m¦n ` o");
    assert_eq!(codes, []);
}

#[test]
fn a_header_cell_may_be_empty() {
    assert_eq!(read_table("| |b|\n|-|-|\n|c|d|").0, "¦b\nc¦d");
}

#[test]
fn a_table_without_rows() {
    let (rows, codes) = read_table("|a|b|\n|-|-|");
    assert_eq!((rows.as_str(), codes), ("a¦b", vec![Code::EmptyTable]));
}

#[test]
fn one_column() {
    assert_eq!(read_table("|Member|\n|:---|\n|a|\n|b|").0, "Member\na\nb");
}

#[test]
fn the_table_ends_at_text() {
    let text = "|a|b|\n|-|-|\n|c|d|\nSome text.";
    let (_, taken) = find(text, &crate::span::line_ranges(text)).unwrap();
    assert_eq!(taken, 3);
}

#[test]
fn what_is_no_delimiter_row() {
    for line in ["---", "| |", "|a|", "", "|:|", "- -"] {
        assert!(!is_delimiter(line), "{line}");
    }
    for line in ["|-|", "-|-", ":---|", "| --- | :-: |", "|---\t|\t---|"] {
        assert!(is_delimiter(line), "{line}");
    }
}

#[test]
fn a_long_table_takes_linear_time() {
    // Rows that are never closed join into one.
    let text = "|a|b|\n|-|-|\n".to_owned() + &"c `\n".repeat(50_000);
    let (_, taken) = find(&text, &crate::span::line_ranges(&text)).unwrap();
    assert_eq!(taken, 2);
    let text = "|a|b|\n|-|-|\n|c".to_owned() + &"\nd `e".repeat(50_000);
    assert_eq!(read_table(&text).1, [Code::RowWidth, Code::JoinedRow]);
}

proptest::proptest! {
    #[test]
    fn any_lines_are_read(lines in proptest::collection::vec("[|`a\\\\ \t:-]{0,12}|é", 0..12)) {
        read_table(&format!("|a|b|\n|-|-|\n{}", lines.join("\n")));
    }
}

#[test]
fn a_surplus_cell_stands_for_an_empty_last_one() {
    let (rows, codes) = read_table("|a|b|c|\n|-|-|-|\n|d|e||f|\n|g|h|i||\n|j|k|l|m|");
    assert_eq!(rows, "a¦b¦c\nd¦e¦f\ng¦h¦i\nj¦k¦l|m");
    assert_eq!(codes, [Code::RowWidth; 3]);
}
