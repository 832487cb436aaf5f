//! The lines of `dump names`: what each request is called, and why.

use std::fmt::{self, Write as _};

use crate::diagnostic::Diagnostics;
use crate::graph::Version;
use crate::model::{Model, Operation};
use crate::resolve::module_of;
use crate::resolve::operations::request_modules::{self, NamedModule, NamedRequest};
use crate::resolve::plan::modules::Modules;
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::types::registry::Registry;
use crate::source::SourceMap;

/// Explains the name of each request, in the order of versions and names: a line each, with tabs between its method and
/// first path, its page, its name, the source of the name, and its candidates in the order of preference.
///
/// A candidate before the name tells which request has it; those behind the name were not needed.
pub fn explain_names(sources: &SourceMap, model: &Model) -> String {
    let mut report = String::new();
    for version in Version::ALL {
        // The stages before have reported what there is to say about the pages.
        let mut sink = Diagnostics::new();
        let mut modules = Modules::new(module_of(version));
        let registry = Registry::new(sources, model, version, &mut modules, &mut sink);
        let segment_case = SegmentCase::new(&registry);
        for module in request_modules::named(&registry, &modules, &segment_case, &mut sink) {
            let mut requests: Vec<&NamedRequest<'_>> = module.requests.iter().collect();
            requests.sort_by_key(|request| &request.name.name);
            for request in requests {
                let line = Line {
                    sources,
                    module: &module,
                    request,
                };
                // Writing to a text cannot fail.
                let _ = writeln!(report, "{line}");
            }
        }
    }
    report
}

/// A request, as a line of the report.
struct Line<'r> {
    sources: &'r SourceMap,
    module: &'r NamedModule<'r>,
    request: &'r NamedRequest<'r>,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.request.merged.operation.as_ref();
        let name = &self.request.name;
        let page = &self.sources.file(operation.page).path;
        write!(
            f,
            "{}\t{page}\t{}::{}",
            request_line(operation),
            self.module.name,
            name.name
        )?;
        if let Some(bytes) = &self.request.bytes {
            write!(f, " and {}", bytes.name)?;
        }
        write!(f, "\t{}\t", name.source)?;
        for (candidate, holder) in &name.taken {
            write!(f, "{} {}", candidate.source, candidate.name)?;
            if let Some(holder) = self.module.requests.get(*holder) {
                write!(f, " [of {}]", request_line(&holder.merged.operation))?;
            }
            write!(f, "; ")?;
        }
        write!(f, "{} {} [chosen]", name.source, name.name)?;
        for candidate in &name.unused {
            write!(f, "; {} {}", candidate.source, candidate.name)?;
        }
        Ok(())
    }
}

/// `GET /users/{id}`: the method and the first path of an operation.
fn request_line(operation: &Operation) -> String {
    let path = operation.paths.first().map(|path| path.template.render());
    format!("{} {}", operation.method.as_str(), path.unwrap_or_default())
}
