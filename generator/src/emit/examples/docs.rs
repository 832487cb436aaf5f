//! The example in the documentation of a request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::examples::{ExpressionWriter, ModelImport, Naming, Root};
use crate::emit::tokens::line::{fits, push_line};
use crate::emit::tokens::tree::{TokenTree, stream, trees};
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::examples::ExampleCall;
use crate::resolve::plan::ids::OperationId;

/// A documented call as code.
#[derive(Clone, Debug)]
pub struct CallSample {
    /// The lines with the imports.
    pub imports: String,
    /// The lines of the statement that makes `request`, and those behind it, indented as in a function.
    pub statements: String,
}

/// The lines of the example. `emitted` is the crate in which the reader finds the request; without it, the code
/// is shown but not compiled, since the path of the request is not known.
pub(in crate::emit) fn example(version: &VersionPlan, id: OperationId, emitted: Option<&str>) -> Vec<String> {
    let (root, fence) = match emitted {
        Some(name) => (name, "```"),
        None => ("graph", "```ignore"),
    };
    let behind = quote!(let sent = request.to_http("https://graph.microsoft.com")?;);
    let Some(CallSample { imports, statements }) = call_sample(version, id, root, &behind) else {
        return Vec::new();
    };
    let mut lines = vec![
        String::new(),
        "# Example".to_owned(),
        String::new(),
        fence.to_owned(),
    ];
    lines.extend(imports.lines().map(str::to_owned));
    lines.push(String::new());
    // A line that begins with `#` would be hidden from the reader.
    lines.extend(statements.lines().map(|line| {
        let line = line.strip_prefix("    ").unwrap_or(line);
        if line.trim_start().starts_with('#') {
            format!("#{line}")
        } else {
            line.to_owned()
        }
    }));
    lines.push("# Ok::<(), Box<dyn std::error::Error>>(())".to_owned());
    lines.push("```".to_owned());
    lines
}

/// The example of a version, as code of the crate `emitted`.
pub(in crate::emit) fn shortest(version: &VersionPlan, emitted: &str) -> Option<CallSample> {
    let (id, _) = version.shortest_read()?;
    call_sample(version, id, emitted, &TokenStream::new())
}

/// The documented call of an operation, with statements behind it; `root` is the crate.
fn call_sample(
    version: &VersionPlan,
    id: OperationId,
    root: &str,
    behind: &TokenStream,
) -> Option<CallSample> {
    let call = version.examples[id].sample.as_ref()?;
    let mut sample = called(
        version,
        id,
        call,
        Root::Version,
        root,
        |call| quote!(let request = #call;),
    )?;
    if !behind.is_empty() {
        sample.statements.push_str(&statement(behind.clone())?);
    }
    Some(sample)
}

/// A call as code of the crate `emitted`; `with` makes it a statement.
pub(super) fn called(
    version: &VersionPlan,
    id: OperationId,
    call: &ExampleCall,
    root: Root,
    emitted: &str,
    with: impl FnOnce(TokenStream) -> TokenStream,
) -> Option<CallSample> {
    let module = version.items.operations[id].module;
    let mut writer = ExpressionWriter::new(version, module, Naming::Bare, root);
    let call = writer.call(id, call)?;
    Some(CallSample {
        imports: imports(&writer, emitted, version),
        statements: statement(with(call))?,
    })
}

/// A statement as it stands in a function.
fn statement(code: TokenStream) -> Option<String> {
    let tokens = trees(code);
    if let Some(line) = on_one_line(&tokens) {
        return Some(line);
    }
    let code = stream(&tokens);
    let file = syn::parse2::<syn::File>(quote!(fn main() { #code })).ok()?;
    let code = prettyplease::unparse(&file);
    let body = code
        .lines()
        .filter(|line| line.starts_with(' ') || line.is_empty());
    Some(body.flat_map(|line| [line, "\n"]).collect())
}

/// `let name = value;` where it fits on a line.
fn on_one_line(statement: &[TokenTree]) -> Option<String> {
    let [word, code @ .., end] = statement else {
        return None;
    };
    if !word.is_word("let") || !end.is_sign(';') {
        return None;
    }
    let mut line = "    let ".to_owned();
    push_line(&mut line, code)?;
    line.push(';');
    fits(&line).then(|| line + "\n")
}

/// The lines that import what an expression names.
fn imports(writer: &ExpressionWriter<'_>, root: &str, version: &VersionPlan) -> String {
    let module = &version.items.modules[writer.module].name;
    let version = version.name();
    let mut lines = String::new();
    if writer.binds {
        // A model of the service can have the name of the trait.
        lines.push_str(&format!("use {root}::runtime::Model as _;\n"));
    }
    for name in &writer.runtime {
        lines.push_str(&format!("use {root}::runtime::{name};\n"));
    }
    if writer.steps {
        lines.push_str(&format!("use {root}::{version};\n"));
    }
    let models = format!("use {root}::{version}::models");
    for import in &writer.models {
        lines.push_str(&match import {
            ModelImport::Module => format!("{models};\n"),
            ModelImport::Item(name) => format!("{models}::{name};\n"),
        });
    }
    let names: Vec<&str> = writer.requests.iter().map(String::as_str).collect();
    let path = format!("use {root}::{version}::requests::{module}::");
    match names.as_slice() {
        [] => {}
        [name] => lines.push_str(&format!("{path}{name};\n")),
        names => {
            let line = format!("{path}{{{}}};", names.join(", "));
            if fits(&line) {
                lines.push_str(&line);
                lines.push('\n');
            } else {
                lines.push_str(&format!("{path}{{\n"));
                push_filled(&mut lines, names);
                lines.push_str("};\n");
            }
        }
    }
    lines
}

/// Adds names to a text, as many as fit on each line. The comma behind the last does not count.
fn push_filled(text: &mut String, names: &[&str]) {
    for (index, name) in names.iter().enumerate() {
        let start = text.len();
        let is_last = index + 1 == names.len();
        text.push_str(if index == 0 { "    " } else { " " });
        text.push_str(name);
        text.push_str(if is_last { "" } else { "," });
        if index > 0 && !fits(text) {
            text.truncate(start);
            text.push_str(&format!("\n    {name}{}", if is_last { "" } else { "," }));
        }
    }
    text.push_str(",\n");
}
