//! The fence of a resource page that shows its type as JSON.

use crate::graph::{Envelope, ODATA_TYPE, VALUE, ValueMember, is_annotation, short_name};
use crate::markdown::Fence;
use crate::page::ResourceFacts;
use crate::page::annotations::Annotation;
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::page::types::representation;
use crate::page::{PropertyFacts, json};
use crate::span::Spanned;

/// The fence that shows the type as JSON.
pub(super) struct Representation<'a> {
    pub(super) fence: &'a Fence,
    pub(super) annotation: Option<&'a Annotation>,
    pub(super) json: Option<Spanned<serde_json::Value>>,
}

impl Representation<'_> {
    /// The properties that it shows of a type that is open, or not.
    pub(super) fn properties(&self, open: bool) -> Vec<PropertyFacts> {
        let Some(json) = &self.json else { return Vec::new() };
        if open {
            representation::properties_of_open(self.fence, json)
        } else {
            representation::properties(self.fence, json)
        }
    }

    /// The name that the object gives its type: `"@odata.type": "#microsoft.graph.user"`. The site leaves annotations
    /// out.
    pub(super) fn own_name(&self) -> Option<Spanned<String>> {
        let json = self.json.as_ref()?;
        let name = json.value.get(ODATA_TYPE)?.as_str()?.trim_start_matches('#');
        name.starts_with("microsoft.graph.")
            .then(|| Spanned::new(name.to_owned(), json.span))
    }

    /// Takes the object out of the wrap of an answer, `{"value": {…}}` or `{"value": [{…}]}`, where it can be one of the
    /// type, and the type has no property of that name. Returns whether there was a wrap.
    pub(super) fn take_out_of_wrap(&mut self, facts: &ResourceFacts) -> bool {
        let Some(json) = &mut self.json else { return false };
        if facts.properties.iter().any(|row| row.name.value == VALUE) {
            return false;
        }
        let is_wrap = json
            .value
            .as_object()
            .is_some_and(|object| object.keys().all(|key| key == VALUE || is_annotation(key)));
        let inner = match Envelope::of(&json.value, ValueMember::Wrap) {
            Envelope::Object(inner) | Envelope::List([inner]) if is_wrap => inner,
            _ => return false,
        };
        let is_own = |name: &serde_json::Value| {
            name.as_str()
                .is_some_and(|name| is_same_type(name, &facts.name.value))
        };
        let was_wrapped = inner.is_object() && inner.get(ODATA_TYPE).is_none_or(is_own);
        if was_wrapped {
            json.value = inner.clone();
        }
        was_wrapped
    }

    /// The property whose placeholder says that it is the key: `"id": "String (identifier)"`.
    pub(super) fn identifier(&self) -> Option<Spanned<String>> {
        let json = self.json.as_ref()?;
        let is_key = |value: &serde_json::Value| {
            let text = value.as_str();
            text.is_some_and(|text| text.to_ascii_lowercase().ends_with("(identifier)"))
        };
        let (name, _) = json.value.as_object()?.iter().find(|(_, value)| is_key(value))?;
        Some(Spanned::new(name.clone(), json.span))
    }
}

/// The fence that is annotated as the page's own type; else the first that is annotated as a resource; else
/// the first under *JSON representation*.
pub(super) fn representation<'a>(
    page: &PageContext<'a>,
    name: Option<&Spanned<String>>,
    sink: &mut PageSink,
) -> Option<Representation<'a>> {
    let mut candidates = Vec::new();
    for section in page.sections.iter() {
        if matches!(
            section.kind,
            SectionKind::Request | SectionKind::Response | SectionKind::Reading
        ) {
            continue;
        }
        for fence in page.annotations.fences(section) {
            let is_resource = fence.annotation.is_some_and(|found| found.is_of("resource"));
            let is_own = is_resource
                && fence
                    .annotation
                    .and_then(|found| found.odata_type.as_deref())
                    .zip(name)
                    .is_some_and(|(full, name)| is_same_type(full, &name.value));
            let rank = match (is_own, is_resource, section.kind == SectionKind::Json) {
                (true, ..) => 0,
                (false, true, _) => 1,
                (false, false, true) => 2,
                (false, false, false) => continue,
            };
            candidates.push((rank, fence));
        }
    }
    let (_, fence) = candidates
        .into_iter()
        .min_by_key(|(rank, fence)| (*rank, fence.span))?;
    sink.used(fence.span);
    if let Some(annotation) = fence.annotation {
        sink.used(annotation.span);
    }
    Some(Representation {
        fence: fence.fence,
        json: json::read_lines(&fence.fence.lines, sink).map(|json| json.map(|json| json.value)),
        annotation: fence.annotation,
    })
}

/// Whether two names, with or without namespace, are of one type.
pub(super) fn is_same_type(full: &str, name: &str) -> bool {
    let last = |name: &str| short_name(name).to_ascii_lowercase();
    last(full) == last(name)
}

#[cfg(test)]
mod tests {
    use crate::page::tests::resource;

    #[test]
    fn a_representation_in_the_wrap_of_an_answer_is_that_of_the_object() {
        let page = |json: &str, rows: &str| {
            format!(
                "# ramp resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n{rows}\n## JSON representation\n\n<!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.ramp\" }} -->\n```json\n{json}\n```\n"
            )
        };
        let shown = |text: &str| {
            let page = resource(text);
            let rows = page.resource().unwrap().representation.iter();
            rows.map(|row| row.name.value.clone()).collect::<Vec<_>>()
        };
        let object = r##"{ "@odata.type": "#microsoft.graph.ramp", "id": "String" }"##;
        for (json, rows, expected) in [
            (format!(r##"{{ "value": {object} }}"##), "", &["id"][..]),
            (format!(r##"{{ "value": [{object}] }}"##), "", &["id"]),
            (object.to_owned(), "", &["id"]),
            (
                format!(r##"{{ "value": [{object}] }}"##),
                "|value|[ramp](ramp.md) collection|The ramps.|\n",
                &["value"],
            ),
            (
                format!(r##"{{ "value": {object}, "count": 1 }}"##),
                "",
                &["count", "value"],
            ),
            (
                r##"{ "value": { "@odata.type": "#microsoft.graph.step" } }"##.to_owned(),
                "",
                &["value"],
            ),
        ] {
            assert_eq!(shown(&page(&json, rows)), expected, "{json}");
        }
    }
}
