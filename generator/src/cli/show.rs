//! Diagnostics in the form that was asked for.

use std::io;

use generator::diagnostic::{Diagnostic, Severity};
use generator::report::{github, human::Human, json, sarif};
use generator::source::SourceMap;

use super::{Failure, Format};

/// Diagnostics and what is needed to show them.
pub(super) struct Shown<'a> {
    pub(super) sources: &'a SourceMap,
    pub(super) diagnostics: &'a [Diagnostic],
    /// Where the pages lie, if they lie in one folder.
    pub(super) folder: Option<&'a str>,
}

impl Shown<'_> {
    /// All diagnostics, for standard output.
    pub(super) fn render(&self, format: Format) -> Result<String, Failure> {
        Ok(match format {
            Format::Human => self.human(self.diagnostics.iter(), has_colours(&io::stdout())),
            Format::Json => json::render(self.sources, self.diagnostics)?,
            Format::Sarif => sarif::render(self.sources, self.diagnostics, self.folder)?,
            Format::Github => github::render(self.sources, self.diagnostics, self.folder),
        })
    }

    /// The errors, for standard error.
    pub(super) fn errors(&self) -> String {
        let errors = self
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity() == Severity::Error);
        self.human(errors, has_colours(&io::stderr()))
    }

    fn human<'d>(&self, diagnostics: impl Iterator<Item = &'d Diagnostic>, colours: bool) -> String {
        let mut human = Human::new(self.sources, self.folder, colours);
        diagnostics.map(|diagnostic| human.render(diagnostic)).collect()
    }
}

/// Whether the stream is a terminal that shows colours, and the user does not mind them (`NO_COLOR`).
fn has_colours(stream: &impl anstream::stream::RawStream) -> bool {
    anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never
}
