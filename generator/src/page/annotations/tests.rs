use super::*;
use crate::span::FileId;

fn annotation(raw: &str) -> (Option<Annotation>, Vec<Diagnostic>) {
    let text = Text {
        span: Span::new(FileId(0), 0, raw.len()),
        raw: raw.into(),
        inlines: [].into(),
    };
    let mut sink = PageSink::default();
    let annotation = read(&text, &mut sink);
    (annotation, sink.diagnostics.into_sorted())
}

#[test]
fn resource_with_all_keys() {
    let (found, diagnostics) = annotation(
        r##"{
  "blockType": "resource",
  "keyProperty": "id",
  "@odata.type": "microsoft.graph.workbookChart",
  "baseType": "microsoft.graph.entity",
  "openType": false,
  "isAbstract": true
}"##,
    );
    let found = found.unwrap();
    assert_eq!(found.block_type.as_deref(), Some("resource"));
    assert_eq!(found.odata_type.as_deref(), Some("microsoft.graph.workbookChart"));
    assert_eq!(found.base_type.as_deref(), Some("microsoft.graph.entity"));
    assert_eq!(found.key_property.as_deref(), Some("id"));
    assert!(found.is_abstract && !found.open_type && !found.is_collection);
    assert!(diagnostics.is_empty());
}

#[test]
fn broken_ones_are_read_and_reported() {
    for raw in [
        "{ \"blockType\": \"response\", \"@odata.type\": \"Collection(microsoft.graph.user)\", }",
        "{ \"blockType\": \"response\" \"@odata.type\": \"microsoft.graph.user\", isCollection: true }",
        "note { \"blockType\": \"response, \"@odata.type\": \"microsoft.graph.user\", isCollection: true",
    ] {
        let (found, diagnostics) = annotation(raw);
        let found = found.unwrap();
        assert_eq!(found.block_type.as_deref(), Some("response"), "{raw}");
        assert_eq!(found.odata_type.as_deref(), Some("microsoft.graph.user"), "{raw}");
        assert!(found.is_collection, "{raw}");
        assert_eq!(diagnostics.len(), 1, "{raw}");
        assert_eq!(diagnostics[0].code, Code::BrokenAnnotation);
    }
}

#[test]
fn null_is_no_base_and_footers_are_no_annotations() {
    let (found, _) = annotation(r#"{"blockType": "resource", "baseType": null}"#);
    assert_eq!(found.unwrap().base_type, None);
    assert_eq!(annotation(r##"{"type": "#page.annotation"}"##).0, None);
    assert_eq!(annotation("uuid: 8fcb5dbc").0, None);
}
