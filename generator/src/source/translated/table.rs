//! Tables: their columns in English, and the cells that are of the layout.

use std::ops::Range;

use super::Page;
use super::cells::{english_type, permissions};

/// What the tables of a section hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Properties,
    Relationships,
    Methods,
    Members,
    Permissions,
    Headers,
    Parameters,
}

/// The callers in the order of the rows of a permission table.
const CALLERS: [&str; 3] = [
    "Delegated (work or school account)",
    "Delegated (personal Microsoft account)",
    "Application",
];

impl Layout {
    /// The layout of the section with this anchor.
    pub(super) fn of_section(anchor: &str) -> Option<Self> {
        let anchor = anchor.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
        Some(match anchor {
            "properties" | "request-body" | "response-body" => Self::Properties,
            "relationships" => Self::Relationships,
            "methods" => Self::Methods,
            "members" => Self::Members,
            "permissions" | "prerequisites" => Self::Permissions,
            "request-headers" | "optional-request-headers" => Self::Headers,
            "function-parameters"
            | "parameters"
            | "path-parameters"
            | "query-parameters"
            | "optional-query-parameters" => Self::Parameters,
            values if values.ends_with("-values") => Self::Members,
            below if below.starts_with("permissions-") => Self::Permissions,
            _ => return None,
        })
    }

    /// What the columns are called in English, in the order in which the pages have them.
    fn columns(self, width: usize) -> &'static [&'static str] {
        match (self, width) {
            (Self::Properties, 3) => &["Property", "Type", "Description"],
            (Self::Properties, 2) => &["Property", "Type"],
            (Self::Relationships, 3) => &["Relationship", "Type", "Description"],
            (Self::Methods, 3) => &["Method", "Return type", "Description"],
            (Self::Members, 2) => &["Member", "Description"],
            (Self::Members, 3) => &["Member", "Value", "Description"],
            (Self::Permissions, 2) => &["Permission type", "Permissions"],
            (Self::Permissions, 3) => &[
                "Permission type",
                "Least privileged permissions",
                "Higher privileged permissions",
            ],
            (Self::Headers, 2) => &["Name", "Description"],
            (Self::Headers | Self::Parameters, 3) => &["Name", "Type", "Description"],
            (Self::Parameters, 2) => &["Parameter", "Description"],
            _ => &[],
        }
    }
}

/// How many lines the table has whose header is the first line; none where it is no table.
pub(super) fn rows(text: &str, lines: &[Range<usize>]) -> usize {
    let line = |at: usize| {
        lines
            .get(at)
            .and_then(|range| text.get(range.clone()))
            .unwrap_or_default()
            .trim()
    };
    let is_delimiter = line(1).contains('-') && line(1).bytes().all(|byte| b"|-: \t".contains(&byte));
    if !is_delimiter || !line(1).contains('|') {
        return 0;
    }
    let body = (2..lines.len()).take_while(|at| line(*at).contains('|'));
    2 + body.count()
}

impl Page<'_> {
    /// Writes a table. Its lines are the header, the row below it and the others.
    pub(super) fn table(&mut self, lines: &[Range<usize>]) {
        let [header, delimiter, rows @ ..] = lines else {
            return;
        };
        let layout = Layout::of_section(&self.section);
        let names = self.cells(header);
        let by_place = layout.map_or(&[][..], |layout| layout.columns(names.len()));
        let columns: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(index, cell)| {
                self.column(
                    self.text.get(cell.clone()).unwrap_or_default(),
                    by_place.get(index),
                )
            })
            .collect();
        self.row(header, &names, |index, _| columns.get(index).cloned());
        self.copy_line(delimiter);
        for (number, row) in rows.iter().enumerate() {
            let cells = self.cells(row);
            let caller = CALLERS.get(number).filter(|_| rows.len() == CALLERS.len());
            let is_token = self
                .text
                .get(row.clone())
                .is_some_and(|row| row.contains("{token}") || row.contains("token&gt;"));
            let language = self.language;
            self.row(row, &cells, |index, cell| {
                match columns.get(index).map(String::as_str)? {
                    "Permission type" => caller.map(|caller| (*caller).to_owned()),
                    name if name.contains("ermissions") => Some(permissions(cell)),
                    "Type" | "Return type" => english_type(language, cell),
                    "Name" | "Header" if layout == Some(Layout::Headers) && is_token => {
                        Some("Authorization".to_owned())
                    }
                    _ => None,
                }
            });
        }
    }

    /// What a column is called in English.
    fn column(&self, cell: &str, by_place: Option<&&str>) -> String {
        if let Some(order) = self.language.order(cell) {
            return format!("Permissions ({order})");
        }
        let known = self.language.word(cell).or(by_place.copied());
        known.map_or_else(|| cell.to_owned(), str::to_owned)
    }

    /// The cells of a row, trimmed.
    fn cells(&self, row: &Range<usize>) -> Vec<Range<usize>> {
        let source = self.text.get(row.clone()).unwrap_or_default();
        let lead = row.start + source.len() - source.trim_start().len();
        let inner = source.trim();
        let (lead, inner) = match inner.strip_prefix('|') {
            Some(rest) => (lead + 1, rest),
            None => (lead, inner),
        };
        let inner = match inner.strip_suffix('|') {
            Some(rest) if !rest.ends_with('\\') => rest,
            _ => inner,
        };
        let mut cells = Vec::new();
        let mut start = 0;
        let mut push = |from: usize, to: usize| {
            let cell = inner.get(from..to).unwrap_or_default();
            let from = lead + from + cell.len() - cell.trim_start().len();
            cells.push(from..from + cell.trim().len());
        };
        for (at, _) in inner.match_indices('|') {
            if !inner.get(..at).is_some_and(|before| before.ends_with('\\')) {
                push(start, at);
                start = at + 1;
            }
        }
        push(start, inner.len());
        cells
    }

    /// Writes a row with some of its cells in English.
    fn row(
        &mut self,
        row: &Range<usize>,
        cells: &[Range<usize>],
        mut english: impl FnMut(usize, &str) -> Option<String>,
    ) {
        let mut at = row.start;
        for (index, cell) in cells.iter().enumerate() {
            let source = self.text.get(cell.clone()).unwrap_or_default();
            self.out.copy(at..cell.start);
            match english(index, source).filter(|english| english != source) {
                Some(english) => self.out.write(&english, cell.start),
                None => self.out.copy(cell.clone()),
            }
            at = cell.end;
        }
        self.out.copy(at..row.end);
        self.end_line(row);
    }
}
