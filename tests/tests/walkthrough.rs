//! One row of a table, followed through all stages: from the bytes of a page to JSON in a compiled struct.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use generated::v1::models::DeviceConfigurationDeviceStatus;
use generator::diagnostic::Diagnostics;
use generator::emit;
use generator::graph::{Primitive, Scalar};
use generator::markdown::{self, BlockKind, Row};
use generator::model::{self, TypeRef};
use generator::page::{self, PropertyFacts, RowKind, SpelledType};
use generator::resolve;
use generator::resolve::plan::Plan;
use generator::resolve::plan::docs::{DocBlock, DocInline};
use generator::resolve::plan::ids::ItemId;
use generator::resolve::plan::models::{FieldPlan, FieldType, Indirection, Kind};
use generator::source::{self, SourceMap};
use generator::span::{FileId, Span};
use generator::write::format;

use time::macros::datetime;

const PAGE: &str = "v1.0/resources/intune_deviceconfig_deviceconfigurationdevicestatus.md";
const ROW: &str = "|lastReportedDateTime|DateTimeOffset|When the device reported this outcome.|";

fn text(sources: &SourceMap, span: Span) -> &str {
    &sources.file(span.file).text[span.range()]
}

/// The row of the table, as the markdown reader sees it.
fn row(sources: &SourceMap, file: FileId) -> Row {
    let document = markdown::read(sources, file, &mut Diagnostics::new());
    let tables = document.blocks.into_iter().filter_map(|block| match block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let mut rows = tables.flat_map(|table| table.rows);
    rows.find(|row| &*row.cells[0].raw == "lastReportedDateTime")
        .unwrap()
}

/// What the page says in the row.
fn facts(sources: &SourceMap, file: FileId) -> PropertyFacts {
    let document = markdown::read(sources, file, &mut Diagnostics::new());
    let page = page::read(sources, &document, &mut Diagnostics::new());
    let rows = &page.resource().unwrap().properties;
    let row = rows.iter().find(|row| row.name.value == "lastReportedDateTime");
    row.unwrap().clone()
}

/// The field of the plan.
fn field(plan: &Plan) -> &FieldPlan {
    let version = plan
        .versions
        .iter()
        .find(|version| version.name() == "v1")
        .unwrap();
    let items = &version.items;
    let mut files = version.namespaces.iter().flat_map(|namespace| &namespace.files);
    let file = files
        .find(|file| items.modules[file.module].name == "device_configuration_device_status")
        .unwrap();
    assert_eq!(file.source.as_deref(), Some(PAGE));
    let [ItemId::Struct(id)] = file.items.as_slice() else {
        panic!("{:?}", file.items);
    };
    let plan = &items.structs[*id];
    assert_eq!(
        plan.graph_name.as_deref(),
        Some("microsoft.graph.deviceConfigurationDeviceStatus")
    );
    plan.fields
        .iter()
        .find(|field| field.json == "lastReportedDateTime")
        .unwrap()
}

/// The files in the tables of ARCHITECTURE.md that follow something from a page to emitted code.
fn ways() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(graph_test_pages::workspace().join("ARCHITECTURE.md")).unwrap();
    let sections = text
        .split("\n## ")
        .filter(|section| section.starts_with("The way of one "));
    let file = |line: &str| {
        let cell = line.strip_prefix("| ")?.split(" |").next()?;
        Some(
            cell.trim_matches('*')
                .strip_prefix('`')?
                .strip_suffix('`')?
                .to_owned(),
        )
    };
    sections
        .map(|section| section.lines().filter_map(file).collect())
        .collect()
}

#[test]
fn a_way_from_a_page_to_emitted_code_has_few_files() {
    let ways = ways();
    assert_eq!(ways.len(), 2);
    for way in ways {
        assert!((10..=15).contains(&way.len()), "{way:?}");
        let mut files = BTreeSet::new();
        for file in way {
            let path = graph_test_pages::workspace().join("generator/src").join(&file);
            assert!(path.is_file(), "{file}");
            assert!(files.insert(file), "a file stands once");
        }
    }
}

#[test]
fn each_file_that_the_map_names_is_there() {
    let root = graph_test_pages::workspace();
    let text = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let named: Vec<&str> = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.ends_with(".rs"))
        .collect();
    assert!(named.len() > 50, "{named:?}");
    let folders = [
        "",
        "generator",
        "generator/src",
        "generator/src/resolve/examples",
        "generated",
        "generated/runtime/src",
        "tests/server/src",
    ];
    for name in named {
        let is_there = folders
            .iter()
            .any(|folder| root.join(folder).join(name).is_file());
        assert!(is_there, "{name}");
    }
}

#[test]
fn a_row_on_its_way_from_a_page_to_a_value() {
    // source: the bytes.
    let sources = source::load(&[graph_test_pages::docs_input()], &mut Diagnostics::new()).unwrap();
    let file = sources.find(PAGE).unwrap();
    assert!(sources.file(file).text.lines().any(|line| line == ROW));

    // markdown: a row of cells, each with its place.
    let row = row(&sources, file);
    assert_eq!(text(&sources, row.span), ROW);
    let cells: Vec<&str> = row.cells.iter().map(|cell| text(&sources, cell.span)).collect();
    assert_eq!(
        cells,
        [
            "lastReportedDateTime",
            "DateTimeOffset",
            "When the device reported this outcome."
        ]
    );
    let line = sources.position(row.span).0;
    assert_eq!(sources.position(row.cells[1].span), (line, 23));

    // page: what the row says.
    let facts = facts(&sources, file);
    assert_eq!(facts.ty.name, SpelledType::Primitive(Primitive::DateTimeOffset));
    assert!(!facts.ty.collection && facts.kind == RowKind::Property && !facts.read_only);
    assert_eq!((facts.span, facts.ty.span), (row.span, row.cells[1].span));

    // model: what all pages say together.
    let pages: Vec<_> = sources
        .files()
        .filter(|(_, file)| file.folder != Some(source::Folder::Includes))
        .map(|(id, _)| {
            let document = markdown::read(&sources, id, &mut Diagnostics::new());
            page::read(&sources, &document, &mut Diagnostics::new())
        })
        .collect();
    let model = model::build(&sources, &pages, &mut Diagnostics::new());
    let ty = model
        .types
        .iter()
        .find(|ty| ty.name == "microsoft.graph.deviceConfigurationDeviceStatus" && ty.pages.contains(&file))
        .unwrap();
    let property = ty
        .properties
        .iter()
        .find(|property| property.name == "lastReportedDateTime")
        .unwrap();
    assert_eq!(property.ty, TypeRef::Primitive(Primitive::DateTimeOffset).into());
    assert_eq!(property.span, row.span);
    assert_eq!(sources.path_and_line(property.span), format!("{PAGE}:{line}"));

    // resolve: the field, with its final name.
    let plan = resolve::resolve(
        &sources,
        &model,
        &resolve::Settings::default(),
        &mut Diagnostics::new(),
    );
    let field = field(&plan);
    assert_eq!(field.name, "last_reported_date_time");
    let expected = FieldType {
        kind: Kind::Scalar(Scalar::DateTime),
        collection: false,
        indirection: Indirection::None,
    };
    assert_eq!(field.ty, expected);
    let said = DocInline::Text("When the device reported this outcome.".to_owned());
    assert_eq!(field.docs.description, [DocBlock::Paragraph(vec![said])]);

    // emit: the field as tokens, which are a syntax tree.
    let path = "v1/models/device_configuration_device_status.rs";
    let tasks = emit::files(&plan);
    let task = tasks.iter().find(|task| task.path == path).unwrap();
    let file = task.emit().parse().unwrap();
    let item = file.items.iter().find_map(|item| match item {
        syn::Item::Struct(item) => Some(item),
        _ => None,
    });
    let tokens = item
        .unwrap()
        .fields
        .iter()
        .find(|emitted| emitted.ident.as_ref().is_some_and(|name| *name == field.name))
        .unwrap();
    assert_eq!(
        quote::quote!(#tokens).to_string(),
        "# [doc = \" When the device reported this outcome.\"] \
         pub last_reported_date_time : Option < rt :: OffsetDateTime >"
    );

    // write: the text, which is what is checked in.
    let formatted = format::text(task.emit()).unwrap();
    assert!(formatted.contains(
        "    /// When the device reported this outcome.\n    pub last_reported_date_time: Option<rt::OffsetDateTime>,\n"
    ));
    let generated = graph_test_pages::workspace().join("generated/src").join(path);
    assert_eq!(formatted, std::fs::read_to_string(generated).unwrap());

    // The compiled struct: JSON in, a value, JSON out.
    let json = r#"{"lastReportedDateTime":"2017-01-01T00:00:35.1341353-08:00"}"#;
    let status: DeviceConfigurationDeviceStatus = serde_json::from_str(json).unwrap();
    assert_eq!(
        status.last_reported_date_time,
        Some(datetime!(2017-01-01 00:00:35.134_135_3 -8))
    );
    assert_eq!(serde_json::to_string(&status).unwrap(), json);
}
